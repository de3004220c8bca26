/// The commands: parse, call one room, print. The only `main` and the only place that wires rooms
/// together and reads flags, the environment and the home folder.
///
/// - In: arguments. Out: text for people on the terminal, or JSON for programs; an
///   [dev.sightline.cli.ExitCode].
/// - Start at [dev.sightline.cli.Main]; each command is one class. Where things lie on a machine is
///   [dev.sightline.cli.Places], what all commands share is [dev.sightline.cli.CommonOptions].
@NullMarked
package dev.sightline.cli;

import org.jspecify.annotations.NullMarked;
