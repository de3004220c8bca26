package dev.sightline.images.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Descriptive metadata: texts, keywords and a rating that people gave to an image, in its file or
/// in a sidecar. See `docs/reference/metadata.md` for the properties that each component is read
/// from.
///
/// @param title a short name
/// @param description a sentence or more
/// @param texts further texts about the image: headline, comments, titles and descriptions in
///     other languages
/// @param keywords in the order of the file, none twice
/// @param people names of the people shown
/// @param creators photographers and credit lines
/// @param locations names of the location shown: sublocation, city, state, country
/// @param rating 0 to 5 stars, or [#REJECTED]
public record DescriptiveMetadata(
    Optional<String> title,
    Optional<String> description,
    List<String> texts,
    List<String> keywords,
    List<String> people,
    List<String> creators,
    List<String> locations,
    OptionalInt rating) {
  /// The rating of a rejected image, as `xmp:Rating` writes it.
  public static final int REJECTED = -1;

  private static final int MAX_STARS = 5;

  /// No metadata.
  public static final DescriptiveMetadata NONE =
      new DescriptiveMetadata(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          OptionalInt.empty());

  /// Copies the lists without repetitions and checks the rating.
  public DescriptiveMetadata {
    Optional<String> shownTitle = title;
    Optional<String> shownDescription = description;
    texts =
        distinct(texts).stream()
            .filter(it -> !shownTitle.equals(Optional.of(it)))
            .filter(it -> !shownDescription.equals(Optional.of(it)))
            .toList();
    keywords = distinct(keywords);
    people = distinct(people);
    creators = distinct(creators);
    locations = distinct(locations);
    if (rating.isPresent() && (rating.getAsInt() < REJECTED || rating.getAsInt() > MAX_STARS)) {
      throw new IllegalArgumentException(
          "need 0 to 5 stars, or -1 for rejected, got " + rating.getAsInt());
    }
  }

  /// Metadata with a title and a description only.
  static DescriptiveMetadata of(Optional<String> title, Optional<String> description) {
    return new DescriptiveMetadata(
        title,
        description,
        NONE.texts,
        NONE.keywords,
        NONE.people,
        NONE.creators,
        NONE.locations,
        NONE.rating);
  }

  /// This metadata, completed by another source of lower precedence. A title, description, rating
  /// or list of keywords of the other source is used where this one has none; the other lists are
  /// united.
  public DescriptiveMetadata or(DescriptiveMetadata other) {
    return new DescriptiveMetadata(
        title.or(other::title),
        description.or(other::description),
        united(texts, other.texts),
        keywords.isEmpty() ? other.keywords : keywords,
        united(people, other.people),
        united(creators, other.creators),
        united(locations, other.locations),
        rating.isPresent() ? rating : other.rating);
  }

  /// The same with further keywords. A keyword that differs only in case is not repeated.
  public DescriptiveMetadata withKeywords(List<String> further) {
    return new DescriptiveMetadata(
        title, description, texts, united(keywords, further), people, creators, locations, rating);
  }

  private static List<String> united(List<String> first, List<String> second) {
    var byFolded = new LinkedHashMap<String, String>();
    Stream.concat(first.stream(), second.stream())
        .forEach(it -> byFolded.putIfAbsent(it.toLowerCase(Locale.ROOT), it));
    return List.copyOf(byFolded.values());
  }

  private static List<String> distinct(List<String> list) {
    return list.stream().distinct().toList();
  }
}
