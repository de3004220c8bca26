/// The program: its `main`, the tree of commands, and the reporting of errors.
///
/// - In: arguments. Out: an exit code.
/// - Knows: every command package. Nothing below uses this package.
/// - Start at [dev.sightline.cli.Main]; [dev.sightline.cli.Commands] lists all commands.
@NullMarked
package dev.sightline.cli;

import org.jspecify.annotations.NullMarked;
