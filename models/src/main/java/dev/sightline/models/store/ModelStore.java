package dev.sightline.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;

/// The folder that pulled models lie in, one folder each.
///
/// A model is gathered in a hidden folder `.NAME.part`, where finished files have their own names
/// and the file at hand ends in `.part`. When every file is the catalogue's, the folder gets the
/// model's name in one step: a folder of that name is always whole. Safe for several programs at
/// once: the second one that pulls the same model is turned away by a lock on `.NAME.lock`.
public final class ModelStore {
  private static final int COPY_BYTES = 1 << 20;

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

  /// Compares an installed model with the catalogue: reads every byte, about a second for 500 MB.
  ///
  /// @return one check for each file of the catalogue, in its order
  /// @throws StoreException if a file cannot be read
  public List<FileCheck> verify(CatalogueEntry entry) {
    return entry.files().stream()
        .map(file -> FileCheck.of(file, folderOf(entry).resolve(file.name())))
        .toList();
  }

  /// Brings a model, unless it is here. After a failure what arrived is kept and the next call goes
  /// on from there; a model folder is made only when all is well.
  ///
  /// @throws StoreException if it cannot be had or kept
  public PullOutcome pull(CatalogueEntry entry, ModelSource source, PullProgress progress) {
    if (has(entry)) {
      return alreadyThere(entry);
    }
    Path lockFile = folder.resolve(".%s.lock".formatted(entry.name()));
    makeFolder(folder);
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null) {
        throw StoreException.busy(entry);
      }
      if (has(entry)) {
        return alreadyThere(entry);
      }
      PullOutcome outcome = gather(entry, source, progress);
      Files.deleteIfExists(lockFile);
      return outcome;
    } catch (OverlappingFileLockException e) {
      throw StoreException.busy(entry);
    } catch (IOException e) {
      throw StoreException.unwritable(lockFile, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.interrupted(entry);
    }
  }

  private PullOutcome alreadyThere(CatalogueEntry entry) {
    Path model = folderOf(entry);
    for (var file : entry.files()) {
      Path path = model.resolve(file.name());
      if (!Files.isRegularFile(path)) {
        throw StoreException.inTheWay(model, "it lacks " + file.name());
      }
      long size = UnfinishedFile.bytesOf(path);
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

  private PullOutcome gather(CatalogueEntry entry, ModelSource source, PullProgress progress)
      throws InterruptedException {
    Path part = folder.resolve(".%s.part".formatted(entry.name()));
    makeFolder(part);
    checkRoom(entry, part);
    long done = 0;
    try (var fetch = new Fetch(entry, source)) {
      for (var file : entry.files()) {
        long before = done;
        Path finished = part.resolve(file.name());
        if (file.sha256().isEmpty() || !FileCheck.of(file, finished).good()) {
          fetch.bring(file, finished, bytes -> progress.at(file.name(), before + bytes));
        }
        done += UnfinishedFile.bytesOf(finished);
        progress.at(file.name(), done);
      }
    }
    move(part, folderOf(entry));
    return new PullOutcome.Installed(folderOf(entry), done);
  }

  private void checkRoom(CatalogueEntry entry, Path part) {
    if (entry.bytes().isEmpty()) {
      return;
    }
    try {
      long needed = entry.bytes().getAsLong() - bytesIn(part, entry);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw StoreException.noRoom(entry, folder, needed, free);
      }
    } catch (IOException e) {
      throw StoreException.unwritable(folder, e);
    }
  }

  private static long bytesIn(Path model, CatalogueEntry entry) {
    return entry.files().stream()
        .map(file -> model.resolve(file.name()))
        .mapToLong(
            file ->
                UnfinishedFile.bytesOf(file)
                    + UnfinishedFile.bytesOf(
                        file.resolveSibling(file.getFileName() + FileDownload.UNFINISHED)))
        .sum();
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
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StoreException.unwritable(to, e);
    }
  }

  /// Brings files of one model from one source.
  private final class Fetch implements AutoCloseable {
    private final CatalogueEntry entry;
    private final ModelSource source;
    private final HttpClient client;

    Fetch(CatalogueEntry entry, ModelSource source) {
      this.entry = entry;
      this.source = source;
      this.client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(ProxySelector.getDefault())
              .connectTimeout(options.connectTimeout())
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }

    void bring(CatalogueEntry.File file, Path finished, LongConsumer progress)
        throws InterruptedException {
      Path unfinished = finished.resolveSibling(finished.getFileName() + FileDownload.UNFINISHED);
      switch (source) {
        case ModelSource.Web web ->
            new FileDownload(
                    client, options, entry, file, web.of(entry, file), unfinished, progress)
                .run();
        case ModelSource.Folder(Path path) ->
            copy(file, path.resolve(file.name()), unfinished, progress);
      }
      move(unfinished, finished);
    }

    private void copy(CatalogueEntry.File file, Path from, Path unfinished, LongConsumer progress) {
      if (!Files.isRegularFile(from)) {
        throw StoreException.missing(entry, file.name(), from);
      }
      try (InputStream in = Files.newInputStream(from);
          var out = UnfinishedFile.open(unfinished, 0)) {
        var buffer = new byte[COPY_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          progress.accept(out.write(ByteBuffer.wrap(buffer, 0, count)));
        }
      } catch (IOException e) {
        throw StoreException.unreadable(file.name(), from, e);
      }
      if (FileCheck.of(file, unfinished)
          instanceof FileCheck.Different(_, var expected, var found)) {
        UnfinishedFile.delete(unfinished);
        throw StoreException.different(entry, file.name(), from, expected, found);
      }
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
