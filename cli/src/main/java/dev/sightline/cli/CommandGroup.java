package dev.sightline.cli;

import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// A command that only holds sub-commands, such as `sightline models`.
@Command
final class CommandGroup implements Runnable {
  private final String name;

  private CommandGroup(String name) {
    this.name = name;
  }

  /// Makes the command line of a group.
  ///
  /// @param commands the sub-commands
  static CommandLine of(String name, String description, Object... commands) {
    var line = new CommandLine(new CommandGroup(name));
    var spec = line.getCommandSpec();
    spec.name(name).version(Version.TEXT).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    return line;
  }

  @Override
  public void run() {
    throw new UsageException("Name one of its commands. See: sightline %s --help".formatted(name));
  }
}
