package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.FolderWalk.Found;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Compares what a walk shows with what the library knows, and sends on what has to be read. For
/// use by one thread.
final class ChangeDetector implements FolderWalk.Visitor {
  private static final char REPLACEMENT = '\ufffd';

  private final KnownFiles known;
  private final Function<Path, Optional<QuarantinedFile>> quarantinedAt;
  private final Predicate<QuarantinedFile> triesAgain;
  private final Consumer<Path> readableAgain;
  private final Consumer<PendingFile> toRead;
  private final IndexOutcomes book;
  private final BiConsumer<Path, String> unreadable;
  private final Consumer<Path> linkNotEntered;
  private final MissingFiles missing;
  private final WriteQuiescence settling;
  private final IndexProgress progress;
  private long otherFiles;

  /// @param quarantinedAt the record of a quarantined file
  /// @param triesAgain whether a quarantined file that has not changed is worth another try
  /// @param readableAgain takes the path of an image whose quarantine record is out of date
  /// @param toRead takes what has to be read
  /// @param unreadable takes what could not be looked at
  /// @param linkNotEntered takes linked folders that a walk of a part cannot judge
  /// @param missing is told of known photos that are there
  /// @param settling tells which files to leave for a moment
  ChangeDetector(
      KnownFiles known,
      Function<Path, Optional<QuarantinedFile>> quarantinedAt,
      Predicate<QuarantinedFile> triesAgain,
      Consumer<Path> readableAgain,
      Consumer<PendingFile> toRead,
      IndexOutcomes book,
      BiConsumer<Path, String> unreadable,
      Consumer<Path> linkNotEntered,
      MissingFiles missing,
      WriteQuiescence settling,
      IndexProgress progress) {
    this.known = known;
    this.quarantinedAt = quarantinedAt;
    this.triesAgain = triesAgain;
    this.readableAgain = readableAgain;
    this.toRead = toRead;
    this.book = book;
    this.unreadable = unreadable;
    this.linkNotEntered = linkNotEntered;
    this.missing = missing;
    this.settling = settling;
    this.progress = progress;
  }

  /// Files that are no images by their name.
  long otherFiles() {
    return otherFiles;
  }

  @Override
  public boolean image(Found found) {
    if (progress.stopped()) {
      return false;
    }
    IndexedFile file = found.file();
    if (!isText(file.path())) {
      unreadable.accept(
          file.path(), "its name is not valid UTF-8: rename it, for instance with convmv");
      progress.fileDone();
      return true;
    }
    if (known.holds(file)) {
      missing.seen(file.path());
      book.unchanged(false);
      return true;
    }
    Optional<KnownFiles.Known> image =
        known.lookUp(file.path()).filter(it -> it.imageId().isPresent());
    image.ifPresent(it -> missing.seen(it.file(), file));
    Optional<QuarantinedFile> record = quarantinedAt.apply(file.path());
    if (record.filter(it -> it.file().hasStampOf(file) && !triesAgain.test(it)).isPresent()) {
      book.unchanged(true);
      return found.companions().stream().allMatch(this::image);
    }
    boolean readAsNow = image.isPresent() && isReadAsNow(image.get().file(), file);
    if (readAsNow && image.get().file().hasBesideOf(file)) {
      record.ifPresent(it -> readableAgain.accept(file.path()));
      book.unchanged(false);
      return true;
    }
    if (settling.putsOffMoving(file)) {
      progress.fileDone();
      return true;
    }
    toRead.accept(
        new PendingFile(
            file,
            found.nearby(),
            companions(found),
            image.flatMap(KnownFiles.Known::imageId),
            readAsNow));
    return true;
  }

  /// Whether a file is as it was when it was read, by metadata readers no older than those of now.
  private static boolean isReadAsNow(IndexedFile before, IndexedFile now) {
    return before.hasStampOf(now) && before.metadataVersion() >= now.metadataVersion();
  }

  private List<PendingFile> companions(Found found) {
    return found.companions().stream()
        .map(
            it ->
                new PendingFile(
                    it.file(),
                    it.nearby(),
                    List.of(),
                    known.lookUp(it.file().path()).flatMap(KnownFiles.Known::imageId),
                    false))
        .toList();
  }

  /// A name that is no text in this system's encoding cannot be stored and found again. What is no
  /// text reads as a replacement character, and only then is it worth comparing letter by letter.
  private static boolean isText(Path path) {
    String text = path.toString();
    if (text.indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false; // the system's encoding does not even have the replacement character
    }
  }

  @Override
  public void other() {
    otherFiles++;
  }

  @Override
  public void unreadable(Path path, String reason) {
    unreadable.accept(path, reason);
  }

  @Override
  public void folder(Path folder) {
    missing.entered(folder);
  }

  @Override
  public void link(Path folder) {
    linkNotEntered.accept(folder);
  }
}
