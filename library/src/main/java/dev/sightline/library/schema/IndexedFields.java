package dev.sightline.library.schema;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The values of an image for filters, sorting, facets and keyword search, in a folder
/// ([FilterFields]) or a cluster. Texts are [FilterFields#folded] and at most 8,000 characters
/// long, except `folder`, names and words, which are unchanged.
///
/// @param time when it was taken, see [IndexedImage#date]
/// @param camera make and model
/// @param lens the lens
/// @param fileNames the last name of every path, at least one
/// @param extensions extension of every path, without the dot
/// @param folder the folder of the first path
/// @param shape `landscape`, `portrait` or `square`, of the upright image
/// @param bytes size of the first file
/// @param width upright pixels
/// @param height upright pixels
/// @param place where it was taken
/// @param ratings stars, 0 to 5, or -1 for rejected, by file
/// @param iso the sensitivity
/// @param focalLength in millimetres
/// @param aperture the f-number
/// @param has `gps`, `date`, `camera`, `caption`: the kinds of metadata that the image has; a
///     guessed date does not count
/// @param names file names for keyword search
/// @param captions texts about the image, its creators and its location, for keyword search
/// @param keywords keywords and names of people, for keyword search
public record IndexedFields(
    LocalDateTime time,
    Optional<String> camera,
    Optional<String> lens,
    List<String> fileNames,
    List<String> extensions,
    String folder,
    String shape,
    long bytes,
    int width,
    int height,
    Optional<ImageMetadata.Place> place,
    List<Integer> ratings,
    OptionalInt iso,
    OptionalDouble focalLength,
    OptionalDouble aperture,
    List<String> has,
    List<String> names,
    List<String> captions,
    List<String> keywords) {
  private static final int LONGEST_TERM = 8_000; // Lucene rejects terms of 32,766 bytes or more

  /// Copies the lists.
  public IndexedFields {
    fileNames = List.copyOf(fileNames);
    extensions = List.copyOf(extensions);
    ratings = List.copyOf(ratings);
    has = List.copyOf(has);
    names = List.copyOf(names);
    captions = List.copyOf(captions);
    keywords = List.copyOf(keywords);
  }

  /// The values of an image.
  public static IndexedFields of(IndexedImage image) {
    ImageMetadata facts = image.facts();
    List<Annotations> written = image.annotations();
    List<String> names = composed(image.paths().stream().map(StoredPath::fileName));
    List<String> fileNames = names.stream().map(IndexedFields::term).distinct().toList();
    Optional<String> camera = facts.camera().map(IndexedFields::term);
    boolean captioned = written.stream().flatMap(Annotations::texts).findAny().isPresent();
    CaptureDate date = image.date();
    return new IndexedFields(
        date.local(),
        camera,
        facts.lens().map(IndexedFields::term),
        fileNames,
        fileNames.stream().flatMap(IndexedFields::extension).toList(),
        shortened(WordAnalysis.composed(StoredPath.folder(image.path()))),
        shape(facts.width(), facts.height()),
        image.files().getFirst().bytes(),
        facts.width(),
        facts.height(),
        image.place(),
        written.stream().flatMapToInt(it -> it.rating().stream()).boxed().toList(),
        facts.iso(),
        facts.focalLengthMillimetres(),
        facts.aperture(),
        has(image, !date.source().isGuess(), camera.isPresent(), captioned),
        names,
        composed(written.stream().flatMap(Annotations::allTexts)),
        composed(written.stream().flatMap(it -> it.allKeywords().stream())));
  }

  /// The time as seconds since 1970 on the local clock.
  public long seconds() {
    return time.toEpochSecond(ZoneOffset.UTC);
  }

  /// Month * 100 + day of the month.
  public int monthDay() {
    return time.getMonthValue() * 100 + time.getDayOfMonth();
  }

  private static List<String> composed(Stream<String> texts) {
    return texts.map(WordAnalysis::composed).distinct().toList();
  }

  private static String shape(int width, int height) {
    return width == height ? "square" : width > height ? "landscape" : "portrait";
  }

  private static Stream<String> extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? Stream.of(name.substring(dot + 1)) : Stream.empty();
  }

  private static List<String> has(
      IndexedImage image, boolean date, boolean camera, boolean caption) {
    return Stream.of(
            image.place().isPresent() ? "gps" : "",
            date ? "date" : "",
            camera ? "camera" : "",
            caption ? "caption" : "")
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static String term(String text) {
    return shortened(FilterFields.folded(text));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TERM ? text : text.substring(0, LONGEST_TERM);
  }
}
