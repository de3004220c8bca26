package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.FileOutcome;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.walk.FolderWalk.Found;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantinedFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Compares the files that a walk finds with the records of the library, and decides which have to
/// be read. For use by one thread.
final class ChangeDetector {
  private static final Decision UNCHANGED = new Decision.Done(FileOutcome.UNCHANGED);
  private static final Decision STILL_QUARANTINED =
      new Decision.Done(FileOutcome.STILL_QUARANTINED);

  private final KnownFiles known;
  private final QuarantineRecords quarantined;
  private final Predicate<QuarantinedFile> retry;
  private final WriteQuiescence quiescence;
  private final MissingFiles missing;

  /// @param known the files of the library
  /// @param quarantined its quarantine records
  /// @param retry whether a quarantined file that has not changed is tried again
  /// @param quiescence detects files that are being written
  /// @param missing takes every known photo that is present
  ChangeDetector(
      KnownFiles known,
      QuarantineRecords quarantined,
      Predicate<QuarantinedFile> retry,
      WriteQuiescence quiescence,
      MissingFiles missing) {
    this.known = known;
    this.quarantined = quarantined;
    this.retry = retry;
    this.quiescence = quiescence;
    this.missing = missing;
  }

  /// What to do with a file.
  sealed interface Decision {
    /// The file need not be read.
    ///
    /// @param outcome its outcome; a shared constant for unchanged files
    record Done(FileOutcome outcome) implements Decision {}

    /// The file has to be read.
    ///
    /// @param file the file
    record Read(PendingFile file) implements Decision {}
  }

  /// Decides about one file.
  Decision decide(Found found) {
    IndexedFile file = found.file();
    if (known.holds(file)) {
      missing.seen(file.path());
      return UNCHANGED;
    }
    Optional<KnownFiles.Known> image =
        known.lookUp(file.path()).filter(it -> it.imageId().isPresent());
    image.ifPresent(it -> missing.seen(it.file(), file));
    Optional<QuarantinedFile> record = quarantined.at(file.path());
    if (record.filter(it -> it.file().hasStampOf(file) && !retry.test(it)).isPresent()) {
      return STILL_QUARANTINED;
    }
    boolean isUnchanged = image.isPresent() && isUnchanged(image.get().file(), file);
    if (isUnchanged && image.get().file().hasAttachmentsOf(file)) {
      return record.isPresent()
          ? new Decision.Done(new FileOutcome.Recovered(file.path()))
          : UNCHANGED;
    }
    if (quiescence.isBeingWritten(file)) {
      return new Decision.Done(
          new FileOutcome.Postponed(file.path(), WriteQuiescence.BEING_WRITTEN, Optional.empty()));
    }
    return new Decision.Read(
        new PendingFile(
            file,
            found.sidecars(),
            companions(found),
            image.flatMap(KnownFiles.Known::imageId),
            isUnchanged));
  }

  /// Whether a file has the stamp of its record, and the record is not of older metadata readers.
  private static boolean isUnchanged(IndexedFile before, IndexedFile now) {
    return before.hasStampOf(now) && before.metadataVersion() >= now.metadataVersion();
  }

  private List<PendingFile> companions(Found found) {
    return found.companions().stream()
        .map(
            it ->
                new PendingFile(
                    it.file(),
                    it.sidecars(),
                    List.of(),
                    known.lookUp(it.file().path()).flatMap(KnownFiles.Known::imageId),
                    false))
        .toList();
  }
}
