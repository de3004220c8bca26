package dev.sightline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The `sightline` commands of a shell example, split into arguments as a POSIX shell does.
///
/// Covers what examples in the documentation use: quotes, backslashes, comments, line
/// continuations, variable assignments before a command, redirections, pipes and lists of commands.
/// Expansions (`$NAME`, `~`, globs) stay as they are written.
final class ShellCommands {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  private final String text;
  private int at;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean redirected;

  private ShellCommands(String text) {
    this.text = text;
  }

  /// The arguments of each `sightline` or `./sightline` command, without the name of the program.
  ///
  /// @param example the lines of a code block
  static List<List<String>> sightline(String example) {
    return new ShellCommands(example.replaceAll("(?m)^\\$ ", ""))
        .read().stream().map(ShellCommands::arguments).filter(it -> !it.isEmpty()).toList();
  }

  /// The words behind the program's name; nothing for a command of another program.
  private static List<String> arguments(List<String> words) {
    int launcher = words.indexOf("./sightline");
    if (launcher >= 0) {
      return words.subList(launcher + 1, words.size());
    }
    List<String> plain = words.stream().dropWhile(it -> ASSIGNMENT.matcher(it).matches()).toList();
    return !plain.isEmpty() && plain.getFirst().equals("sightline")
        ? plain.subList(1, plain.size())
        : List.of();
  }

  private List<List<String>> read() {
    while (at < text.length()) {
      char next = text.charAt(at++);
      switch (next) {
        case '\'' -> quoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        case ' ', '\t' -> endWord();
        case '\n', ';', '|', '&' -> endCommand();
        case '>', '<' -> redirect();
        case '#' -> hash();
        default -> append(next);
      }
    }
    endCommand();
    return commands;
  }

  private void append(char character) {
    inWord = true;
    word.append(character);
  }

  private void quoted() {
    inWord = true;
    int close = text.indexOf('\'', at);
    require(close >= 0, "a quotation mark is never closed");
    word.append(text, at, close);
    at = close + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (at < text.length() && text.charAt(at) != '"') {
      boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
      if (escape && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
        at++;
      }
      word.append(text.charAt(at++));
    }
    require(at < text.length(), "a quotation mark is never closed");
    at++;
  }

  private void escaped() {
    require(at < text.length(), "a backslash ends the example");
    char next = text.charAt(at++);
    if (next != '\n') {
      append(next);
    }
  }

  private void hash() {
    if (inWord) {
      append('#');
      return;
    }
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void redirect() {
    endWord();
    redirected = true;
  }

  private void endWord() {
    if (inWord && redirected) {
      redirected = false; // the file's name is no argument
    } else if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    require(!redirected, "a redirection names no file");
    if (!words.isEmpty()) {
      commands.add(List.copyOf(words));
    }
    words = new ArrayList<>();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s".formatted(otherwise, text));
    }
  }
}
