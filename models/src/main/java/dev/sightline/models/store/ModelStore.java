package dev.sightline.models.store;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.models.store.download.ModelDownload;
import dev.sightline.models.store.download.PartialDownload;
import dev.sightline.models.store.download.PullOptions;
import dev.sightline.models.store.download.PullProgress;
import dev.sightline.models.store.download.PullReceipt;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The folder of downloaded models, with one folder per model.
///
/// A model is downloaded to a hidden folder `.NAME.part`, where complete files have their final
/// names and incomplete ones end in `.part`. When all files are complete and verified, the folder
/// is renamed in one step, so that a folder with the name of a model is always complete. Removing
/// works in the reverse order, so an interrupted removal looks like an interrupted download. Safe
/// for concurrent use by several programs: a lock on `.NAME.lock` rejects the second one that
/// downloads or removes the same model.
///
/// The folder also contains the files of [ReferencedModels] and [DefaultModel].
public final class ModelStore {
  private static final String PART = ".part";

  private final Path folder;
  private final PullOptions options;

  /// @param folder created when the first model is downloaded
  public ModelStore(Path folder, PullOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /// The folder of a model, which need not exist.
  public Path folderOf(CatalogueEntry entry) {
    return folder.resolve(entry.name());
  }

  /// Whether the folder of a model exists.
  public boolean has(CatalogueEntry entry) {
    return Files.exists(folderOf(entry));
  }

  /// Compares an installed model with the catalogue, and where that has no hash, with the receipt
  /// of its first download. Reads every byte, which takes about a second for 500 MB.
  ///
  /// @return one check for each file of the catalogue, in its order
  /// @throws StoreException if a file cannot be read
  public List<FileCheck> verify(CatalogueEntry entry) {
    Path model = folderOf(entry);
    Optional<PullReceipt> receipt = PullReceipt.in(model);
    var checks = new ArrayList<FileCheck>();
    for (var file : entry.files()) {
      CatalogueEntry.File expected = receipt.map(it -> it.expected(file)).orElse(file);
      FileCheck check = FileCheck.of(expected, model.resolve(file.name()));
      boolean byReceipt = file.sha256().isEmpty() && expected.sha256().isPresent();
      checks.add(
          check.good() && byReceipt
              ? new FileCheck.Same(file.name(), FileCheck.ComparedWith.FIRST_PULL)
              : check);
    }
    return checks;
  }

  /// Downloads a model unless it is installed. After a failure the downloaded part is kept and the
  /// next call continues with it; the model folder is created only when all files are complete.
  ///
  /// @throws StoreException if it cannot be downloaded or written
  public PullOutcome pull(CatalogueEntry entry, ModelSource source, PullProgress progress) {
    if (has(entry)) {
      return alreadyThere(entry);
    }
    return locked(
        entry.name(), () -> has(entry) ? alreadyThere(entry) : gather(entry, source, progress));
  }

  /// An interrupted download or removal.
  ///
  /// @param name name of the model
  /// @param bytes size of its files on disk
  public record Unfinished(String name, long bytes) {}

  /// All interrupted downloads and removals, by name.
  public List<Unfinished> unfinished() {
    var found = new ArrayList<Unfinished>();
    for (Path entry : FolderTree.entries(folder)) {
      String name = entry.getFileName().toString();
      if (name.startsWith(".") && name.endsWith(PART) && Files.isDirectory(entry)) {
        found.add(
            new Unfinished(
                name.substring(1, name.length() - PART.length()), FolderTree.bytes(entry)));
      }
    }
    return found;
  }

  /// Deletes a downloaded model and the files of an interrupted download. A link is deleted, not
  /// its target.
  ///
  /// @return the bytes that were freed; empty if there was no such model
  /// @throws StoreException if something cannot be deleted, or another program is downloading it
  public Optional<Long> remove(String name) {
    Path model = folder.resolve(name);
    Path part = partOf(name);
    if (!Files.exists(model, java.nio.file.LinkOption.NOFOLLOW_LINKS) && !Files.exists(part)) {
      return Optional.empty();
    }
    return Optional.of(
        locked(
            name,
            () -> {
              long bytes = FolderTree.delete(part);
              if (Files.isSymbolicLink(model)) {
                return bytes + FolderTree.delete(model);
              }
              if (Files.isDirectory(model)) {
                move(model, part);
                bytes += FolderTree.delete(part);
              }
              return bytes;
            }));
  }

  private Path partOf(String name) {
    return folder.resolve("." + name + PART);
  }

  /// Runs an operation while holding the lock of a model.
  private <T> T locked(String name, Supplier<T> work) {
    Path lockFile = folder.resolve(".%s.lock".formatted(name));
    makeFolder(folder);
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null) {
        throw StoreException.busy(name);
      }
      T done = work.get();
      Files.deleteIfExists(lockFile);
      return done;
    } catch (OverlappingFileLockException e) {
      throw StoreException.busy(name);
    } catch (IOException e) {
      throw StoreException.unwritable(lockFile, e);
    }
  }

  private PullOutcome alreadyThere(CatalogueEntry entry) {
    Path model = folderOf(entry);
    for (var file : entry.files()) {
      Path path = model.resolve(file.name());
      if (!Files.isRegularFile(path)) {
        throw StoreException.folderOccupied(model, "it lacks " + file.name());
      }
      long size = PartialDownload.bytesOf(path);
      if (file.bytes().orElse(size) != size) {
        throw StoreException.folderOccupied(
            model,
            "%s has %s, expected %s"
                .formatted(
                    file.name(), FileCheck.bytes(size), FileCheck.bytes(file.bytes().getAsLong())));
      }
    }
    return new PullOutcome.AlreadyThere(model, bytesIn(model, entry));
  }

  private PullOutcome gather(CatalogueEntry entry, ModelSource source, PullProgress progress) {
    Path part = partOf(entry.name());
    makeFolder(part);
    checkRoom(entry, part);
    try (var fetch = new ModelDownload(entry, source, part, options, progress)) {
      fetch.all();
      var receipt = PullReceipt.of(entry, part, source, fetch.revisions());
      receipt.writeTo(part);
      LearnedLogitScale.writeTo(part, entry);
      fetch.clean();
      long bytes = bytesIn(part, entry);
      move(part, folderOf(entry));
      return new PullOutcome.Installed(folderOf(entry), bytes, receipt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.interrupted(entry);
    }
  }

  /// Checks that the disk has space for the files of known size.
  private void checkRoom(CatalogueEntry entry, Path part) {
    try {
      long needed =
          entry.files().stream()
              .mapToLong(file -> Math.max(0, file.bytes().orElse(0) - bytesOf(part, file)))
              .sum();
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw StoreException.diskFull(entry, folder, needed, free);
      }
    } catch (IOException e) {
      throw StoreException.unwritable(folder, e);
    }
  }

  private static long bytesIn(Path model, CatalogueEntry entry) {
    return entry.files().stream().mapToLong(file -> bytesOf(model, file)).sum();
  }

  private static long bytesOf(Path model, CatalogueEntry.File file) {
    Path path = model.resolve(file.name());
    return PartialDownload.bytesOf(path)
        + PartialDownload.bytesOf(
            path.resolveSibling(path.getFileName() + CatalogueEntry.UNFINISHED));
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StoreException.unwritable(folder, e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      AtomicFiles.move(from, to);
    } catch (IOException e) {
      throw StoreException.unwritable(to, e);
    }
  }
}
