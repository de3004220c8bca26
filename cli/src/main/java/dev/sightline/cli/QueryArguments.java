package dev.sightline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Allows a query to contain words that begin with a dash: `sightline search beach -people -k 5`.
///
/// In commands that take a query, an argument that begins with one dash and is not exactly an
/// option belongs to the query, and the value of an option is always the next argument. An unknown
/// `--option` is an error, and `--` ends the options.
final class QueryArguments {
  private static final Set<String> TAKE_A_QUERY = Set.of("search", "similar", "why");

  private QueryArguments() {}

  /// The same arguments with those of the query at the end, after `--`.
  static List<String> rearranged(List<String> arguments, CommandLine line) {
    if (arguments.isEmpty() || !TAKE_A_QUERY.contains(arguments.getFirst())) {
      return arguments;
    }
    CommandLine command = line.getSubcommands().get(arguments.getFirst());
    if (command == null) {
      return arguments;
    }
    var options = new ArrayList<String>();
    var query = new ArrayList<String>();
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        query.addAll(arguments.subList(i + 1, arguments.size()));
        break;
      }
      OptionSpec option = option(command, argument);
      if (option != null) {
        options.add(argument);
        if (option.arity().max() > 0 && !argument.contains("=") && i + 1 < arguments.size()) {
          options.add(arguments.get(++i));
        }
      } else if (argument.startsWith("--")) {
        options.add(argument); // not declared: picocli says so
      } else {
        query.add(argument);
      }
    }
    var all = new ArrayList<String>();
    all.add(arguments.getFirst());
    all.addAll(options);
    all.add("--");
    all.addAll(query);
    return all;
  }

  private static @Nullable OptionSpec option(CommandLine command, String argument) {
    int equals = argument.indexOf('=');
    String name =
        argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
    return command.getCommandSpec().findOption(name);
  }
}
