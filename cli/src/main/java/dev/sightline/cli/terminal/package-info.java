/// The process and its terminal: signals, progress lines, memory, priority.
///
/// - In: events. Out: text on standard error.
/// - Knows: the operating system.
/// - Start at [dev.sightline.cli.terminal.StopOnInterrupt].
@NullMarked
package dev.sightline.cli.terminal;

import org.jspecify.annotations.NullMarked;
