package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/// What of an image decides which others are the same picture, and which of them to keep. Small:
/// all of a library are in memory at once.
///
/// @param number by which the source knows it
/// @param id the image's
/// @param files how many files hold its bytes, at least 1
/// @param hash empty when not known
/// @param taken when the shutter opened, if the file says so
/// @param camera make and model; empty when not known
/// @param pixels width times height
/// @param bytes of a file
/// @param seconds since 1970 on the local clock when it was taken, else when its file was changed
/// @param pathLength characters of the path of its best file
public record DuplicateCandidate(
    int number,
    String id,
    int files,
    Optional<ImageHash> hash,
    Optional<LocalDateTime> taken,
    String camera,
    long pixels,
    long bytes,
    long seconds,
    int pathLength) {
  /// Which of several files of one picture is the best to keep comes first: the one with the most
  /// pixels; then the largest file, which was compressed the least; then the earliest; then the one
  /// with the shortest path. The id makes it an order.
  static final Comparator<DuplicateCandidate> BEST_FIRST =
      Comparator.comparingLong(DuplicateCandidate::pixels)
          .thenComparingLong(DuplicateCandidate::bytes)
          .reversed()
          .thenComparingLong(DuplicateCandidate::seconds)
          .thenComparingInt(DuplicateCandidate::pathLength)
          .thenComparing(DuplicateCandidate::id);

  /// The picture of an image.
  ///
  /// @param number by which the source knows it
  public static DuplicateCandidate of(int number, IndexedImage image) {
    var facts = image.facts();
    IndexedFile best = KeptFile.of(image);
    return new DuplicateCandidate(
        number,
        image.id(),
        image.files().size(),
        facts.hash(),
        // A name's or a program's time is not the moment of the shutter: copies differ in it.
        facts.captureDate().filter(it -> it.source() == DateSource.EXIF).map(CaptureDate::local),
        (facts.cameraMake().orElse("") + " " + facts.cameraModel().orElse("")).strip(),
        (long) facts.width() * facts.height(),
        best.bytes(),
        image
            .taken()
            .map(CaptureDate::local)
            .orElseGet(() -> changed(best))
            .toEpochSecond(ZoneOffset.UTC),
        best.path().toString().length());
  }

  private static LocalDateTime changed(IndexedFile file) {
    return LocalDateTime.ofInstant(
        Instant.ofEpochMilli(file.modifiedMillis()), ZoneId.systemDefault());
  }

  /// The hash, where it says something.
  Optional<ImageHash> tellingHash() {
    return hash.filter(it -> !it.isBlank());
  }
}
