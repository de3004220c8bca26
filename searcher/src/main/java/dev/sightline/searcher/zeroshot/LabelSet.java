package dev.sightline.searcher.zeroshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Labels that exclude each other more or less, so that their probabilities add up to one.
///
/// As a file, one label a line; other names for the same thing follow a colon, with commas between
/// them; `[group]` begins a group; lines that begin with `#` say nothing:
///
/// ```
/// [animals]
/// dog: puppy
/// sea horse
/// ```
///
/// @param name what the set is called
/// @param labels at least one, all with different names
public record LabelSet(String name, List<Label> labels) {
  /// The set that is built in.
  public static final String EVERYDAY = "everyday";

  private static final Pattern GROUP = Pattern.compile("\\[(.*)]");
  private static final int MOST = 10_000;

  /// Checks that no name is there twice.
  public LabelSet {
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new LabelException("There is no label in %s.".formatted(name));
    }
    if (labels.size() > MOST) {
      throw new LabelException(
          "%s has %,d labels; at most %,d are taken.".formatted(name, labels.size(), MOST));
    }
    var names = new HashSet<String>();
    for (Label label : labels) {
      if (!names.add(label.name().toLowerCase(Locale.ROOT))) {
        throw new LabelException("The label '%s' is in %s twice.".formatted(label.name(), name));
      }
    }
  }

  /// Sightline's own vocabulary of what people's photos show.
  public static LabelSet everyday() {
    return parse(EVERYDAY, TextLines.ofResource("everyday.txt"));
  }

  /// Labels by what a user wrote: names with commas between them, or a file.
  ///
  /// @throws LabelException if there is no label, or one is there twice
  /// @throws IOException if the file cannot be read
  public static LabelSet written(String text) throws IOException {
    if (isFile(text)) {
      return ofFile(Path.of(text));
    }
    List<Label> labels =
        Stream.of(text.split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .map(Label::of)
            .toList();
    return new LabelSet("the labels given", labels);
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Reads a file; the set is called after it, without the extension.
  ///
  /// @throws LabelException if there is no label in it, or one is there twice
  /// @throws IOException if it cannot be read
  public static LabelSet ofFile(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return parse(dot > 0 ? name.substring(0, dot) : name, TextLines.ofFile(file));
  }

  private static LabelSet parse(String name, List<String> lines) {
    var labels = new ArrayList<Label>();
    String group = "";
    for (String line : lines) {
      Matcher heading = GROUP.matcher(line);
      if (heading.matches()) {
        group = heading.group(1).strip();
      } else {
        labels.add(label(line, group));
      }
    }
    return new LabelSet(name, labels);
  }

  private static Label label(String line, String group) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return new Label(line.replace(":", "").strip(), List.of(), group);
    }
    List<String> others =
        Stream.of(line.substring(colon + 1).split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    return new Label(line.substring(0, colon).strip(), others, group);
  }

  /// The names, in order.
  public List<String> names() {
    return labels.stream().map(Label::name).toList();
  }
}
