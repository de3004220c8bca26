package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.ReadResult.ToEncode;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.StoredVector;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The reading stage of an index run: reads sidecars and bytes, decodes what the library does not
/// have, and decides what happens to a file that needs no model. Safe for concurrent use.
public final class ReadingStage {
  private final ImageReading images;
  private final InFlightImages inFlight;
  private final IndexedLibrary library;
  private final WriteQuiescence quiescence;
  private final Runnable throttle;
  private final UnreadablePaths unreadable;

  /// @param images reads and decodes files
  /// @param inFlight images that other threads decode
  /// @param library the last commit
  /// @param quiescence detects files that may be incomplete
  /// @param throttle is run before each file is read, and may wait
  /// @param unreadable takes sidecars that cannot be read
  public ReadingStage(
      ImageReading images,
      InFlightImages inFlight,
      IndexedLibrary library,
      WriteQuiescence quiescence,
      Runnable throttle,
      UnreadablePaths unreadable) {
    this.images = images;
    this.inFlight = inFlight;
    this.library = library;
    this.quiescence = quiescence;
    this.throttle = throttle;
    this.unreadable = unreadable;
  }

  /// Reads one file.
  public ReadResult read(PendingFile found) {
    PendingFile file = withAnnotations(found);
    if (file.onlySidecars()) {
      return new FileOutcome.SidecarsChanged(file);
    }
    throttle.run();
    return switch (images.read(file.file(), id -> !inFlight.start(id))) {
      case Reading.Known known -> new FileOutcome.KnownBytes(file, known);
      case Reading.Decoded image -> decoded(file, image);
      case Reading.Unreadable bad -> unreadable(file, bad);
    };
  }

  /// Reads one file again, on the writing thread. An image is decoded even if its pixels are known,
  /// and a file that cannot be read is quarantined at once.
  ///
  /// @param known whether an id needs no decoding; asked once
  ReadResult readAgain(PendingFile found, Predicate<String> known) {
    PendingFile file = withAnnotations(found);
    return switch (images.read(file.file(), known)) {
      case Reading.Known reading -> new FileOutcome.KnownBytes(file, reading);
      case Reading.Decoded image -> new ToEncode(file, image);
      case Reading.Unreadable bad -> new FileOutcome.Quarantined(file, bad);
    };
  }

  private PendingFile withAnnotations(PendingFile found) {
    IndexedFile file = found.file();
    return found.with(file.with(found.sidecars().read(file.attachments(), unreadable::addSidecar)));
  }

  /// An image whose pixels the library has, such as one that was given a rating, keeps the vector.
  private ReadResult decoded(PendingFile file, Reading.Decoded image) {
    Optional<StoredVector> same = library.withPixels(image.pixels());
    return same.isPresent()
        ? new FileOutcome.Embedded(file, image, same.get().embedding(), false)
        : new ToEncode(file, image);
  }

  private FileOutcome unreadable(PendingFile file, Reading.Unreadable bad) {
    if (bad.reason() == QuarantineReason.OUT_OF_MEMORY) {
      bad.id().ifPresent(id -> inFlight.finish(List.of(id)));
      return new FileOutcome.OutOfMemory(file);
    }
    return quiescence.mayBeIncomplete(bad.file(), bad.reason())
        ? new FileOutcome.Postponed(file.file().path(), WriteQuiescence.INCOMPLETE, bad.id())
        : new FileOutcome.Quarantined(file, bad);
  }
}
