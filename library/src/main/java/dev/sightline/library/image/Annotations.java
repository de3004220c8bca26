package dev.sightline.library.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Texts, keywords and rating that people gave to an image: in its file, in a sidecar, or in a
/// caption file.
///
/// @param title a short name
/// @param description a sentence or more
/// @param captions lines of caption files
/// @param keywords without repetitions
/// @param rating 0 to 5 stars, or [#REJECTED]
/// @param further other texts, and names
public record Annotations(
    Optional<String> title,
    Optional<String> description,
    List<String> captions,
    List<String> keywords,
    OptionalInt rating,
    Further further) {
  /// The rating of a rejected image, as `xmp:Rating` writes it.
  public static final int REJECTED = -1;

  /// No annotations.
  public static final Annotations NONE =
      new Annotations(
          Optional.empty(), Optional.empty(), List.of(), List.of(), OptionalInt.empty());

  private static final int MOST_STARS = 5;

  /// Further annotations of an image; each list without repetitions.
  ///
  /// @param texts headline, comments, titles and descriptions in other languages
  /// @param people names of the people shown, found as keywords
  /// @param creators photographers and credit lines
  /// @param locations names of the location shown: sublocation, city, state, country
  public record Further(
      List<String> texts, List<String> people, List<String> creators, List<String> locations) {
    /// No further annotations.
    public static final Further NONE = new Further(List.of(), List.of(), List.of(), List.of());

    /// Copies the lists.
    public Further {
      texts = texts.stream().distinct().toList();
      people = people.stream().distinct().toList();
      creators = creators.stream().distinct().toList();
      locations = locations.stream().distinct().toList();
    }

    /// The same with other people.
    public Further withPeople(List<String> others) {
      return new Further(texts, others, creators, locations);
    }

    private Further or(Further others) {
      return new Further(
          texts.isEmpty() ? others.texts : texts,
          Stream.concat(people.stream(), others.people.stream()).toList(),
          creators.isEmpty() ? others.creators : creators,
          locations.isEmpty() ? others.locations : locations);
    }
  }

  /// Annotations without further texts and names.
  public Annotations(
      Optional<String> title,
      Optional<String> description,
      List<String> captions,
      List<String> keywords,
      OptionalInt rating) {
    this(title, description, captions, keywords, rating, Further.NONE);
  }

  /// Copies the lists and checks the rating.
  public Annotations {
    captions = captions.stream().distinct().toList();
    keywords = keywords.stream().distinct().toList();
    if (rating.isPresent() && (rating.getAsInt() < REJECTED || rating.getAsInt() > MOST_STARS)) {
      throw new IllegalArgumentException("need 0 to 5 stars, got " + rating.getAsInt());
    }
  }

  /// These annotations, completed by others where a value is missing. Those of a sidecar take
  /// precedence over those of the image file, because photo managers write changes to the sidecar.
  public Annotations or(Annotations others) {
    return new Annotations(
        title.or(others::title),
        description.or(others::description),
        captions.isEmpty() ? others.captions : captions,
        keywords.isEmpty() ? others.keywords : keywords,
        rating.isPresent() ? rating : others.rating,
        further.or(others.further));
  }

  /// The same with other further annotations.
  public Annotations with(Further other) {
    return new Annotations(title, description, captions, keywords, rating, other);
  }

  /// The same, rejected.
  public Annotations asRejected() {
    return new Annotations(
        title, description, captions, keywords, OptionalInt.of(REJECTED), further);
  }

  /// The stars, 0 to 5; empty for a rejected image too.
  public OptionalInt stars() {
    return rating.isPresent() && rating.getAsInt() != REJECTED ? rating : OptionalInt.empty();
  }

  /// Whether the image was rejected.
  public boolean rejected() {
    return rating.isPresent() && rating.getAsInt() == REJECTED;
  }

  /// Keywords, and the names of people.
  public List<String> allKeywords() {
    return Stream.concat(keywords.stream(), further.people().stream()).distinct().toList();
  }

  /// Every text that keyword search matches like a caption: [#texts], creators, locations.
  public Stream<String> allTexts() {
    return Stream.of(texts(), further.creators().stream(), further.locations().stream())
        .flatMap(it -> it)
        .distinct();
  }

  /// Title, description, captions and further texts: every text that describes the image.
  public Stream<String> texts() {
    return Stream.of(
            title.stream(), description.stream(), captions.stream(), further.texts().stream())
        .flatMap(it -> it)
        .distinct();
  }
}
