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

/// The folder that pulled models lie in, one folder each.
///
/// A model is gathered in a hidden folder `.NAME.part`, where finished files have their own names
/// and files at hand end in `.part`. When every file is the catalogue's, the folder gets the
/// model's name in one step: a folder of that name is always whole. Removing goes the same way
/// back, so that a removal that is cut short leaves what a pull that was cut short leaves. Safe for
/// several programs at once: the second one that pulls or removes the same model is turned away by
/// a lock on `.NAME.lock`.
///
/// Beside the models lie the notes of [ReferencedModels] and [DefaultModel].
public final class ModelStore {
  private static final String PART = ".part";

  private final Path folder;
  private final PullOptions options;

  /// @param folder made when the first model is pulled
  public ModelStore(Path folder, PullOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /// Where a model lies, or would lie.
  public Path folderOf(CatalogueEntry entry) {
    return folder.resolve(entry.name());
  }

  /// Whether something lies where a model would lie.
  public boolean has(CatalogueEntry entry) {
    return Files.exists(folderOf(entry));
  }

  /// Compares an installed model with the catalogue, and where that names no hash, with what its
  /// first pull noted: reads every byte, about a second for 500 MB.
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

  /// Brings a model, unless it is here. After a failure what arrived is kept and the next call goes
  /// on from there; a model folder is made only when all is well.
  ///
  /// @throws StoreException if it cannot be had or kept
  public PullOutcome pull(CatalogueEntry entry, ModelSource source, PullProgress progress) {
    if (has(entry)) {
      return alreadyThere(entry);
    }
    return locked(
        entry.name(), () -> has(entry) ? alreadyThere(entry) : gather(entry, source, progress));
  }

  /// A pull that was cut short, or a removal.
  ///
  /// @param name the model's
  /// @param bytes what is here of it
  public record Unfinished(String name, long bytes) {}

  /// All pulls that were cut short, by name.
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

  /// Deletes a pulled model and what a pull that was cut short left of it. A link is deleted, not
  /// what it leads to.
  ///
  /// @return the bytes that were given back; empty if there was nothing of this name
  /// @throws StoreException if something cannot be deleted, or another program pulls it just now
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

  /// Does something while no other program works on the model.
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
        throw StoreException.inTheWay(model, "it lacks " + file.name());
      }
      long size = PartialDownload.bytesOf(path);
      if (file.bytes().orElse(size) != size) {
        throw StoreException.inTheWay(
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

  /// Files of unknown size take what they take; the others must have room.
  private void checkRoom(CatalogueEntry entry, Path part) {
    try {
      long needed =
          entry.files().stream()
              .mapToLong(file -> Math.max(0, file.bytes().orElse(0) - bytesOf(part, file)))
              .sum();
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw StoreException.noRoom(entry, folder, needed, free);
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
