package dev.sightline.library;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What somebody wrote about a picture: in its file, in a sidecar, or in a caption file.
///
/// @param title a short name
/// @param description a sentence or more
/// @param captions lines of caption files
/// @param keywords none twice
/// @param rating 0 to 5 stars
public record Annotations(
    Optional<String> title,
    Optional<String> description,
    List<String> captions,
    List<String> keywords,
    OptionalInt rating) {
  /// Nothing written.
  public static final Annotations NONE =
      new Annotations(
          Optional.empty(), Optional.empty(), List.of(), List.of(), OptionalInt.empty());

  private static final int MOST_STARS = 5;

  /// Copies the lists and checks the rating.
  public Annotations {
    captions = captions.stream().distinct().toList();
    keywords = keywords.stream().distinct().toList();
    if (rating.isPresent() && (rating.getAsInt() < 0 || rating.getAsInt() > MOST_STARS)) {
      throw new IllegalArgumentException("need 0 to 5 stars, got " + rating.getAsInt());
    }
  }

  /// These, and others where these say nothing: a sidecar's words count before the file's own,
  /// because that is where photo managers write what their user changed.
  public Annotations or(Annotations others) {
    return new Annotations(
        title.or(others::title),
        description.or(others::description),
        captions.isEmpty() ? others.captions : captions,
        keywords.isEmpty() ? others.keywords : keywords,
        rating.isPresent() ? rating : others.rating);
  }

  /// Title, description and captions: every text that says what the picture shows.
  public Stream<String> texts() {
    return Stream.of(title.stream(), description.stream(), captions.stream())
        .flatMap(it -> it)
        .distinct();
  }
}
