package dev.sightline.searcher.zeroshot;

import java.util.List;
import java.util.stream.Stream;

/// Something that a picture may show.
///
/// @param name what it is called in answers
/// @param others further names of the same thing, which are embedded too
/// @param group what it belongs to; may be empty
public record Label(String name, List<String> others, String group) {
  /// Copies the list.
  public Label {
    others = List.copyOf(others);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a label has a name");
    }
  }

  /// A label with one name.
  public static Label of(String name) {
    return new Label(name, List.of(), "");
  }

  /// All its names, the one for answers first.
  public List<String> names() {
    return Stream.concat(Stream.of(name), others.stream()).toList();
  }
}
