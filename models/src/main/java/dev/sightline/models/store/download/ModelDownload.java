package dev.sightline.models.store.download;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Downloads all files of a model from one source, a few at a time: one connection rarely uses the
/// whole bandwidth, and servers reject many connections. The first file that fails stops the
/// others; what was downloaded is kept.
public final class ModelDownload implements AutoCloseable {
  private static final int SIDE_BY_SIDE = 3;

  /// The file that stores the source of an incomplete model.
  private static final String SOURCE = ".source";

  private static final int COPY_BYTES = 1 << 20;

  private final CatalogueEntry entry;
  private final ModelSource source;
  private final Path part;
  private final PullOptions options;
  private final PullProgress progress;
  private final HttpClient client;
  private final Revisions revisions;
  private final Map<String, Long> here = new HashMap<>(); // guarded by itself

  /// @param part folder of the files, including those of an earlier run
  public ModelDownload(
      CatalogueEntry entry,
      ModelSource source,
      Path part,
      PullOptions options,
      PullProgress progress)
      throws InterruptedException {
    this.entry = entry;
    this.source = source;
    this.part = part;
    this.options = options;
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.getDefault())
            .connectTimeout(options.connectTimeout())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    deleteFilesOfOtherSources();
    this.revisions = Revisions.find(entry, source, part, client, options);
  }

  /// Deletes files from another source that cannot be verified by a hash, because the user may have
  /// left that source for a reason.
  private void deleteFilesOfOtherSources() {
    Path note = part.resolve(SOURCE);
    try {
      if (Files.exists(note) && Files.readString(note).equals(source.described())) {
        return;
      }
    } catch (IOException e) {
      // an unreadable source counts as another one
    }
    for (var file : entry.files()) {
      if (file.sha256().isEmpty()) {
        PartialDownload.delete(part.resolve(file.name()));
        PartialDownload.delete(part.resolve(file.name() + CatalogueEntry.UNFINISHED));
      }
    }
    Revisions.forget(part);
    StoreFiles.write(note, source.described());
  }

  /// Deletes the files that only a continued download needs.
  public void clean() {
    Revisions.forget(part);
    PartialDownload.delete(part.resolve(SOURCE));
  }

  /// The revision of each repository.
  public Map<String, String> revisions() {
    return revisions.all();
  }

  /// Downloads all missing files; on return each is complete and agrees with the size and hash of
  /// the catalogue, where it has them.
  ///
  /// @throws StoreException if one cannot be downloaded or written
  public void all() throws InterruptedException {
    if (source instanceof ModelSource.Folder(Path folder)) {
      requireAll(folder);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            SIDE_BY_SIDE, Thread.ofPlatform().name("sightline-pull-", 0).daemon().factory());
    try {
      var files = new ExecutorCompletionService<Boolean>(threads);
      entry.files().forEach(file -> files.submit(() -> one(file)));
      for (int i = 0; i < entry.files().size(); i++) {
        files.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException(e.getCause());
    } finally {
      stop(threads);
    }
  }

  /// Checks in the order of the catalogue that every file exists before any is copied, so that the
  /// reported file does not depend on the timing of threads.
  private void requireAll(Path folder) {
    for (var file : entry.files()) {
      Path from = folder.resolve(file.name());
      boolean isThere =
          Files.isRegularFile(from) || FileCheck.of(file, part.resolve(file.name())).good();
      if (!isThere) {
        throw StoreException.missing(entry, file.name(), from);
      }
    }
  }

  /// Returns when no thread writes any more, because it would disturb the next download.
  private static void stop(ExecutorService threads) throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a download does not stop");
    }
  }

  /// @return whether it had to be downloaded
  private boolean one(CatalogueEntry.File file) throws InterruptedException {
    Path finished = part.resolve(file.name());
    if (FileCheck.of(file, finished).good()) {
      arrived(file, PartialDownload.bytesOf(finished));
      return false;
    }
    Path unfinished = finished.resolveSibling(finished.getFileName() + CatalogueEntry.UNFINISHED);
    LongConsumer heard = bytes -> arrived(file, bytes);
    switch (source) {
      case ModelSource.Web web ->
          new FileDownload(
                  client,
                  options,
                  entry,
                  file,
                  web.of(entry, file, revisions.of(entry, file)),
                  unfinished,
                  heard)
              .run();
      case ModelSource.Folder(Path path) ->
          copy(file, path.resolve(file.name()), unfinished, heard);
    }
    finish(unfinished, finished);
    arrived(file, PartialDownload.bytesOf(finished));
    return true;
  }

  private void arrived(CatalogueEntry.File file, long bytes) {
    synchronized (here) {
      here.put(file.name(), bytes);
      progress.at(file.name(), here.values().stream().mapToLong(Long::longValue).sum());
    }
  }

  private void copy(CatalogueEntry.File file, Path from, Path unfinished, LongConsumer heard) {
    try (InputStream in = Files.newInputStream(from);
        var out = PartialDownload.open(unfinished, 0)) {
      var buffer = new byte[COPY_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        heard.accept(out.write(ByteBuffer.wrap(buffer, 0, count)));
      }
    } catch (IOException e) {
      throw StoreException.unreadable(file.name(), from, e);
    }
    if (FileCheck.of(file, unfinished) instanceof FileCheck.Different(_, var expected, var found)) {
      PartialDownload.delete(unfinished);
      throw StoreException.different(entry, file.name(), from, expected, found);
    }
  }

  private static void finish(Path unfinished, Path finished) {
    try {
      EntityTag.forget(unfinished);
      AtomicFiles.move(unfinished, finished);
    } catch (IOException e) {
      throw StoreException.unwritable(finished, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
