package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.CommitStage;
import dev.sightline.indexer.pipeline.FileOutcome;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.InFlightImages;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.SingleFileStages;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Applies the outcome of each file to the library and counts it for the report.
///
/// For use by one thread: the writing thread, and the run's own thread after that has ended. Only
/// [#count] may be called on any thread.
final class IndexOutcomes {
  private final CommitStage library;
  private final InFlightImages inFlight;
  private final SingleFileStages singleFile;
  private final IndexProgress progress;

  /// Files whose bytes another thread is decoding, by content id.
  private final Map<String, List<PendingFile>> waiting = new HashMap<>();

  /// Content ids that were quarantined in this run. Other files with the same bytes get the same
  /// outcome.
  private final Map<String, Reading.Unreadable> failed = new HashMap<>();

  /// Content ids that were postponed in this run. Other files with the same bytes are postponed
  /// too.
  private final Set<String> postponedIds = new HashSet<>();

  private final Map<Path, Duration> postponed = new LinkedHashMap<>();
  private final List<PendingFile> outOfMemory = new ArrayList<>();
  private final AtomicLong unchanged = new AtomicLong();
  private long added;
  private long changed;
  private long moved;
  private long removed;
  private long refreshed;

  /// @param library is written to
  /// @param inFlight images that another thread may be decoding
  /// @param singleFile reads a file again, on the calling thread
  /// @param progress takes each file that is done
  IndexOutcomes(
      CommitStage library,
      InFlightImages inFlight,
      SingleFileStages singleFile,
      IndexProgress progress) {
    this.library = library;
    this.inFlight = inFlight;
    this.singleFile = singleFile;
    this.progress = progress;
  }

  long added() {
    return added;
  }

  long changed() {
    return changed;
  }

  long moved() {
    return moved;
  }

  long removed() {
    return removed;
  }

  /// Unchanged files that were read again for their metadata.
  long refreshed() {
    return refreshed;
  }

  long unchanged() {
    return unchanged.get();
  }

  /// Files that may still be being written, with the time to leave them alone.
  Map<Path, Duration> postponed() {
    return Map.copyOf(postponed);
  }

  /// Counts an outcome that does not touch the library. Safe for concurrent use.
  void count(FileOutcome.WithoutChange outcome) {
    switch (outcome) {
      case FileOutcome.Unchanged _ -> unchanged.incrementAndGet();
      case FileOutcome.StillQuarantined _ -> {} // the report lists it among the skipped files
    }
    progress.fileDone();
  }

  /// Applies the outcome of one file.
  void apply(FileOutcome outcome) {
    switch (outcome) {
      case FileOutcome.WithoutChange none -> count(none);
      case FileOutcome.Recovered(Path path) -> {
        library.release(path);
        count(FileOutcome.UNCHANGED);
      }
      case FileOutcome.Embedded embedded -> add(embedded);
      case FileOutcome.KnownBytes(PendingFile file, Reading.Known reading) ->
          addPath(file, reading);
      case FileOutcome.SidecarsChanged(PendingFile file) -> updateAnnotations(file);
      case FileOutcome.Quarantined(PendingFile file, Reading.Unreadable bad) ->
          quarantineAll(file, bad);
      case FileOutcome.OutOfMemory(PendingFile file) -> outOfMemory.add(file);
      case FileOutcome.Postponed(Path path, Duration wait, Optional<String> id) -> {
        postpone(path, wait);
        id.ifPresent(this::postponeWaiting);
      }
      case FileOutcome.Unvisited(var path) ->
          library.quarantine(new IndexedFile(path.path(), 0, 0, ""), path.reason(), path.detail());
      case FileOutcome.Moved(KnownFiles.Known file) -> {
        remove(file);
        moved++;
        added--;
      }
      case FileOutcome.Removed(KnownFiles.Known file) -> {
        remove(file);
        if (file.imageId().isPresent()) {
          removed++;
        }
      }
    }
  }

  /// Reads the files again that ran out of memory, one at a time. To be called when no other image
  /// is being decoded.
  void retryOutOfMemory() {
    for (PendingFile file : outOfMemory) {
      if (!progress.stopped()) {
        readAgain(file);
      }
    }
  }

  private void readAgain(PendingFile file) {
    apply(singleFile.run(file, id -> library.contains(id) || !inFlight.start(id)));
  }

  private void add(FileOutcome.Embedded embedded) {
    Reading.Decoded image = embedded.image();
    detachPrevious(embedded.file(), image.id());
    library.release(image.file().path());
    library.add(
        new IndexedImage(image.id(), List.of(image.file()), image.metadata()),
        embedded.embedding());
    countAddedOrChanged(embedded.file());
    waitingFor(image.id()).forEach(it -> attach(it, image.id(), it.file(), Optional.empty()));
    if (embedded.encoded()) {
      progress.imageWritten();
    }
  }

  private List<PendingFile> waitingFor(String id) {
    List<PendingFile> files = waiting.remove(id);
    return files == null ? List.of() : files;
  }

  private void addPath(PendingFile file, Reading.Known reading) {
    String id = reading.id();
    Reading.Unreadable failure = failed.get(id);
    if (failure != null) {
      quarantine(file, failure);
    } else if (postponedIds.contains(id)) {
      postpone(file.file().path(), WriteQuiescence.INCOMPLETE);
    } else if (library.contains(id)) {
      attach(file, id, reading.file(), reading.metadata());
    } else if (inFlight.contains(id)) {
      waiting.computeIfAbsent(id, _ -> new ArrayList<>()).add(file.with(reading.file()));
    } else {
      // The library had the image when the file was read. Meanwhile the image lost its last path,
      // and a commit removed it.
      readAgain(file);
    }
  }

  private void updateAnnotations(PendingFile file) {
    String id = file.previousId().orElseThrow();
    if (!library.contains(id)) {
      readAgain(file);
      return;
    }
    detachCompanions(file);
    library.attach(id, file.file(), Optional.empty());
    changed++;
    progress.fileDone();
  }

  private void quarantineAll(PendingFile file, Reading.Unreadable bad) {
    quarantine(file, bad);
    bad.id()
        .ifPresent(
            id -> {
              failed.put(id, bad);
              waitingFor(id).forEach(it -> quarantine(it, bad));
            });
  }

  /// An image that was indexed from the file before stays when the reason may pass.
  private void quarantine(PendingFile file, Reading.Unreadable bad) {
    boolean keepsImage = file.previousId().isPresent() && bad.reason().isTransient();
    if (!keepsImage) {
      file.previousId().ifPresent(id -> library.detach(id, file.file().path()));
    }
    library.quarantine(file.file(), bad.reason().code(), bad.detail());
    progress.fileDone();
    if (!keepsImage) {
      // The companions of an image that cannot be shown are indexed as images of their own.
      file.companions().forEach(this::readAgain);
    }
  }

  private void postpone(Path path, Duration wait) {
    postponed.put(path, wait);
    progress.fileDone();
  }

  private void postponeWaiting(String id) {
    postponedIds.add(id);
    waitingFor(id).forEach(it -> postpone(it.file().path(), WriteQuiescence.INCOMPLETE));
  }

  private void attach(
      PendingFile work, String id, IndexedFile file, Optional<ImageMetadata> metadata) {
    detachPrevious(work, id);
    library.release(file.path());
    if (library.attach(id, file, metadata)) {
      countAddedOrChanged(work);
      return;
    }
    count(FileOutcome.UNCHANGED); // its times may have changed, its bytes have not
    if (metadata.isPresent()) {
      refreshed++;
    }
  }

  private void detachPrevious(PendingFile file, String id) {
    file.previousId()
        .filter(previous -> !previous.equals(id))
        .ifPresent(previous -> library.detach(previous, file.file().path()));
    detachCompanions(file);
  }

  /// Raw files that are shown as part of an image are no longer images of their own.
  private void detachCompanions(PendingFile file) {
    for (PendingFile companion : file.companions()) {
      Path path = companion.file().path();
      companion.previousId().ifPresent(id -> library.detach(id, path));
      library.release(path);
    }
  }

  private void countAddedOrChanged(PendingFile file) {
    if (file.previousId().isPresent()) {
      changed++;
    } else {
      added++;
    }
    progress.fileDone();
  }

  private void remove(KnownFiles.Known file) {
    Path path = file.file().path();
    file.imageId().ifPresentOrElse(id -> library.detach(id, path), () -> library.release(path));
  }
}
