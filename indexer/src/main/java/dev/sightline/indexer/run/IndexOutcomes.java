package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.CommitStage;
import dev.sightline.indexer.pipeline.ImageReading;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.InFlightImages;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What becomes of each file, in the library and in the run's counts. All but [#unchanged] is
/// called by the writing thread, and by the caller's when that has ended.
final class IndexOutcomes {
  /// Reasons that speak of the moment and not of the bytes: an image that was read well before
  /// stays in the library.
  private static final Set<String> PASSING =
      Set.of("UNREADABLE", "CHANGING", "FAILED", "ENCODING", ImageReading.OUT_OF_MEMORY);

  private final CommitStage keeper;
  private final InFlightImages claims;
  private final IndexProgress progress;
  private final Consumer<PendingFile> readAgain;
  private final WriteQuiescence settling;

  /// Files whose bytes another thread is decoding at this moment, by image.
  private final Map<String, List<PendingFile>> waiting = new HashMap<>();

  /// Images of this run that came to nothing; the same bytes at another path come to nothing too.
  private final Map<String, Reading.Unreadable> failed = new HashMap<>();

  /// Images whose file may be unfinished; the same bytes at another path are put off too.
  private final Set<String> unfinished = new HashSet<>();

  private final AtomicLong unchanged = new AtomicLong();
  private long added;
  private long changed;
  private long moved;
  private long removed;
  private long refreshed;

  /// @param readAgain reads and encodes a file anew and tells this book what came of it
  /// @param settling remembers files to look at again
  IndexOutcomes(
      CommitStage keeper,
      InFlightImages claims,
      IndexProgress progress,
      Consumer<PendingFile> readAgain,
      WriteQuiescence settling) {
    this.settling = settling;
    this.keeper = keeper;
    this.claims = claims;
    this.progress = progress;
    this.readAgain = readAgain;
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

  /// Of the unchanged files those that were read again for their metadata.
  long refreshed() {
    return refreshed;
  }

  long unchanged() {
    return unchanged.get();
  }

  /// A file that was not read, because nothing about it has changed.
  void unchanged(boolean setAside) {
    if (!setAside) {
      unchanged.incrementAndGet();
    }
    progress.fileDone();
  }

  /// A file whose bytes were known, or are being decoded by another thread.
  void known(PendingFile work, Reading.Known known) {
    Reading.Unreadable failure = failed.get(known.id());
    if (failure != null) {
      setAside(work, failure);
    } else if (unfinished.contains(known.id())) {
      putOff(work);
    } else if (keeper.has(known.id())) {
      attach(work, known.id(), known.file(), known.facts());
    } else if (claims.isClaimed(known.id())) {
      var file = work.with(known.file());
      waiting.computeIfAbsent(known.id(), _ -> new ArrayList<>()).add(file);
    } else {
      // It was in the library when it was read, and has lost its last path and been committed away
      // since.
      readAgain.accept(work);
    }
  }

  /// A file that is an image as it was, and was also quarantined; the record is out of date.
  void readableAgain(Path path) {
    keeper.release(path);
  }

  /// A folder or name that a walk could not look at.
  void notWalked(IndexedFile file, SkippedFile why) {
    keeper.quarantine(file, why.reason(), why.detail());
  }

  /// A new image with its vector, and every file that has waited for it.
  void encoded(PendingFile work, Reading.Fresh picture, float[] vector) {
    taken(work, picture, vector);
    progress.imageWritten();
  }

  /// The same of an image whose vector was at hand, since the model would be shown nothing new: one
  /// that was given a rating.
  void taken(PendingFile work, Reading.Fresh picture, float[] vector) {
    leavePrevious(work, picture.id());
    keeper.release(picture.file().path());
    keeper.add(
        new IndexedImage(picture.id(), List.of(picture.file()), picture.facts()),
        new Embedding(vector, picture.pixels()));
    count(work);
    List<PendingFile> others = waiting.remove(picture.id());
    if (others != null) {
      others.forEach(other -> attach(other, picture.id(), other.file(), Optional.empty()));
    }
  }

  /// A file that is as it was, but what lies beside it is not.
  ///
  /// @param file with what was read
  void annotated(PendingFile work, IndexedFile file) {
    String id = work.previousId().orElseThrow();
    if (!keeper.has(id)) {
      readAgain.accept(work);
      return;
    }
    leaveCompanions(work);
    keeper.attach(id, file, Optional.empty());
    changed++;
    progress.fileDone();
  }

  /// A picture that the model gives no vector for.
  void refused(PendingFile work, Reading.Fresh picture, String why) {
    unreadable(
        work, new Reading.Unreadable(picture.file(), Optional.of(picture.id()), "ENCODING", why));
  }

  /// A file that cannot be taken in, and every file of the same bytes that has waited for it.
  void unreadable(PendingFile work, Reading.Unreadable bad) {
    setAside(work, bad);
    if (bad.id().isPresent()) {
      String id = bad.id().get();
      failed.put(id, bad);
      List<PendingFile> others = waiting.remove(id);
      if (others != null) {
        others.forEach(other -> setAside(other, bad));
      }
    }
  }

  /// A file that cannot be taken in yet, and every file of the same bytes that has waited for it.
  void putOff(PendingFile work, Reading.Unreadable bad) {
    putOff(work);
    if (bad.id().isPresent()) {
      unfinished.add(bad.id().get());
      List<PendingFile> others = waiting.remove(bad.id().get());
      if (others != null) {
        others.forEach(this::putOff);
      }
    }
  }

  private void putOff(PendingFile work) {
    settling.remember(work.file().path());
    progress.fileDone();
  }

  private void setAside(PendingFile work, Reading.Unreadable bad) {
    boolean keepsImage = work.previousId().isPresent() && PASSING.contains(bad.reason());
    if (!keepsImage) {
      work.previousId().ifPresent(id -> keeper.detach(id, work.file().path()));
    }
    keeper.quarantine(work.file(), bad.reason(), bad.detail());
    progress.fileDone();
    if (!keepsImage) {
      // What was to be shown as part of a picture that cannot be shown is shown by itself.
      work.companions().forEach(readAgain);
    }
  }

  private void attach(
      PendingFile work, String id, IndexedFile file, Optional<ImageMetadata> facts) {
    leavePrevious(work, id);
    keeper.release(file.path());
    if (keeper.attach(id, file, facts)) {
      count(work);
      return;
    }
    unchanged(false); // its times may have changed, its bytes have not
    if (facts.isPresent()) {
      refreshed++;
    }
  }

  private void leavePrevious(PendingFile work, String id) {
    work.previousId()
        .filter(previous -> !previous.equals(id))
        .ifPresent(previous -> keeper.detach(previous, work.file().path()));
    leaveCompanions(work);
  }

  /// Raw files that are shown as part of a picture are no images of their own any more.
  private void leaveCompanions(PendingFile work) {
    for (PendingFile companion : work.companions()) {
      Path path = companion.file().path();
      companion.previousId().ifPresent(id -> keeper.detach(id, path));
      keeper.release(path);
    }
  }

  private void count(PendingFile work) {
    if (work.previousId().isPresent()) {
      changed++;
    } else {
      added++;
    }
    progress.fileDone();
  }

  /// Takes out of the library a file that is gone or left out now.
  void forget(KnownFiles.Known file) {
    Path path = file.file().path();
    if (file.imageId().isEmpty()) {
      keeper.release(path);
      return;
    }
    String id = file.imageId().get();
    keeper.detach(id, path);
    if (keeper.gainedAPath(id)) {
      moved++;
      added--;
    } else {
      removed++;
    }
  }
}
