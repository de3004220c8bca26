/// What commands share: options, the console, exit codes, the folders of this machine.
///
/// - In: flags and environment variables. Out: values for the commands.
/// - Knows: picocli. The only package that reads the environment and the home folder.
/// - Start at [dev.sightline.cli.common.CommonOptions] and [dev.sightline.cli.common.Directories].
@NullMarked
package dev.sightline.cli.common;

import org.jspecify.annotations.NullMarked;
