package dev.sightline.images;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What somebody wrote about a picture, in its file or beside it.
///
/// @param title a short name (XMP `dc:title`, IPTC object name)
/// @param description a sentence or more (XMP `dc:description`, IPTC caption)
/// @param keywords in the order of the file, none twice (XMP `dc:subject`, IPTC keywords)
/// @param rating 0 to 5 stars (XMP `xmp:Rating`); a rejected picture, -1 there, has none
public record Words(
    Optional<String> title,
    Optional<String> description,
    List<String> keywords,
    OptionalInt rating) {
  /// Nothing written.
  public static final Words NONE =
      new Words(Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty());

  private static final int MOST_STARS = 5;

  /// Copies the keywords and checks the rating.
  public Words {
    keywords = keywords.stream().distinct().toList();
    if (rating.isPresent() && (rating.getAsInt() < 0 || rating.getAsInt() > MOST_STARS)) {
      throw new IllegalArgumentException("need 0 to 5 stars, got " + rating.getAsInt());
    }
  }

  /// These words, and others where these say nothing.
  Words or(Words others) {
    return new Words(
        title.or(others::title),
        description.or(others::description),
        keywords.isEmpty() ? others.keywords : keywords,
        rating.isPresent() ? rating : others.rating);
  }
}
