package dev.sightline.web;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.testkit.Project;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.server.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All sample photographs, indexed by the real indexer as a person would, with a smaller copy of
/// one and a file that is no picture.
final class WholeLibrary implements AutoCloseable {
  private static final Path PROJECT = Project.root();

  private final Path photos;
  private final Path folder;
  private final ClipModel model =
      ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT.withThreads(1));
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final LibraryReader reader;

  private WholeLibrary(Path folder) throws IOException {
    this.photos = folder.toRealPath().resolve("photos");
    this.folder = folder.toRealPath().resolve("library");
    copySamples();
    Samples.smallCopy(
        photos.resolve("holiday/great-wall.jpg"), photos.resolve("sent/great-wall.jpg"));
    Files.writeString(photos.resolve("holiday/notes.jpg"), "no picture");
    run(List.of(new LibraryRoot(photos, List.of())), false, new IndexProgress());
    this.reader = LibraryReader.open(this.folder);
  }

  static WholeLibrary create(Path folder) throws IOException {
    return new WholeLibrary(folder);
  }

  private void copySamples() throws IOException {
    Path samples = PROJECT.resolve("sample-data");
    try (Stream<Path> files = Files.walk(samples)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jpg")).sorted().toList()) {
        Path copy = photos.resolve(samples.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private dev.sightline.indexer.report.IndexReport run(
      List<LibraryRoot> added, boolean retry, IndexProgress progress) {
    var settings = IndexSettings.usual("test").withThreads(1).withRetry(retry);
    return new Indexer(model, decoder, DecodeLimits.DEFAULT, settings).run(folder, added, progress);
  }

  /// The folder that is indexed.
  Path photos() {
    return photos;
  }

  /// Serves it, with index runs; the caller closes the server first.
  WebServer serve() {
    var shown = new LuceneLibrary(reader);
    var searcher = Searcher.of(model, shown, decoder);
    var options = WebOptions.anyPort();
    return WebServer.start(
        new ServerContext(() -> searcher, shown, decoder, Optional.of(this::run)),
        new WebOptions(options.host(), 0, false, options.token(), true),
        ServerLimits.usual());
  }

  @Override
  public void close() {
    reader.close();
    model.close();
  }
}
