package dev.sightline.web;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.testkit.Project;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.jobs.IndexRuns;
import dev.sightline.web.server.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real library of a few sample photographs and the bundled model, made anew in a folder. Photos
/// lie in `photos`, the library in `library`; each photo is a day younger than the one before.
public final class SampleLibrary implements AutoCloseable {
  private static final Path PROJECT = Project.root();
  private static final long FIRST_DAY_MILLIS = 1_500_000_000_000L;
  private static final long DAY_MILLIS = 86_400_000L;

  /// Photographs of different things, so that a right answer is right.
  static final List<String> PHOTOS =
      List.of(
          "animals/farm/sheep.jpg",
          "animals/pets/cat-portrait.jpg",
          "animals/pets/german-shepherd.jpg",
          "animals/wild/clownfish.jpg",
          "animals/wild/giant-panda.jpg",
          "animals/wild/polar-bear.jpg",
          "city/eiffel-tower.jpg",
          "holiday/great-wall.jpg",
          "home/coffee-cup.jpg",
          "nature/sunset-over-the-hills.jpg",
          "space/rocket-on-the-launch-pad.jpg",
          "stamps/red-rose.jpg");

  private final Path folder;
  private final ClipModel model =
      ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT.withThreads(1));
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final LibraryReader reader;

  private SampleLibrary(Path folder, Map<String, String> files) throws IOException {
    this.folder = folder.toRealPath();
    for (var file : files.entrySet()) {
      Path copy = photo(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(PROJECT.resolve("sample-data").resolve(file.getValue()), copy);
    }
    try (var writer = open()) {
      writer.setState(writer.state().withRoots(List.of(new LibraryRoot(photos(), List.of()))));
      for (String name : files.keySet()) {
        put(writer, name);
      }
      writer.commit();
    }
    this.reader = LibraryReader.open(libraryFolder());
  }

  /// The library of [#PHOTOS].
  static SampleLibrary create(Path folder) throws IOException {
    return of(folder, PHOTOS);
  }

  /// The library of some sample photographs.
  public static SampleLibrary of(Path folder, List<String> samples) throws IOException {
    var files = new LinkedHashMap<String, String>();
    samples.forEach(sample -> files.put(sample, sample));
    return new SampleLibrary(folder, files);
  }

  /// A library of one photograph under another name.
  static SampleLibrary renamed(Path folder, String sample, String name) throws IOException {
    return new SampleLibrary(folder, Map.of(name, sample));
  }

  private LibraryWriter open() {
    var fingerprint = model.fingerprint();
    return LibraryWriter.open(
        libraryFolder(),
        new LibraryModel(
            model.name(),
            fingerprint.image(),
            fingerprint.text(),
            model.imageEncoder().dimension(),
            model.description().folder().toString()));
  }

  /// Puts a sample into the library while it is served, as an index run would.
  void add(String sample) throws IOException {
    Path copy = photo(sample);
    Files.createDirectories(copy.getParent());
    Files.copy(PROJECT.resolve("sample-data").resolve(sample), copy);
    try (var writer = open()) {
      put(writer, sample);
      writer.commit();
    }
  }

  private void put(LibraryWriter writer, String name) throws IOException {
    Path file = photo(name);
    try {
      var encoder = model.imageEncoder();
      DecodedImage decoded =
          decoder.decode(
              ImageSource.ofFile(file), encoder.preprocessor().preprocessing().decodeShortSide());
      String id = hash(Files.readAllBytes(file));
      long modified = FIRST_DAY_MILLIS + ids.size() * DAY_MILLIS;
      var indexed = new IndexedFile(file, Files.size(file), modified, "");
      writer.put(
          new IndexedImage(id, List.of(indexed), metadata(decoded.facts())),
          encoder.encode(decoded.pixels()));
      ids.put(name, id);
    } catch (UnreadableImageException e) {
      throw new IOException("the samples can be read", e);
    }
  }

  private static ImageMetadata metadata(ImageFacts facts) {
    return new ImageMetadata(
        facts.format(),
        facts.width(),
        facts.height(),
        facts.orientation(),
        facts.taken().map(it -> it.local()),
        facts.taken().flatMap(it -> it.offset()),
        facts.cameraMake(),
        facts.cameraModel(),
        facts.lens(),
        facts.place().map(it -> new ImageMetadata.Place(it.latitude(), it.longitude())),
        facts.iso(),
        facts.focalLengthMillimetres(),
        facts.aperture());
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha256).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The id of a photo by its name.
  public String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no such photo: " + name);
    }
    return id;
  }

  /// The folder that is indexed.
  public Path photos() {
    return folder.resolve("photos");
  }

  /// The file of a photo.
  public Path photo(String name) {
    return photos().resolve(name);
  }

  public Path libraryFolder() {
    return folder.resolve("library");
  }

  public LibraryReader reader() {
    return reader;
  }

  public ImageDecoder decoder() {
    return decoder;
  }

  /// Serves it; the caller closes the server first.
  public WebServer serve(WebOptions options) {
    return serve(options, decoder);
  }

  public WebServer serve(WebOptions options, ImageDecoder other) {
    return serve(options, other, Optional.empty(), ServerLimits.usual());
  }

  /// Serves it as it would be served where index runs can be started.
  public WebServer serveIndexing(WebOptions options, IndexRuns runs) {
    return serve(options, decoder, Optional.of(runs), ServerLimits.usual());
  }

  public WebServer serve(
      WebOptions options, ImageDecoder other, Optional<IndexRuns> runs, ServerLimits limits) {
    var shown = new LuceneLibrary(reader);
    var searcher = Searcher.of(model, shown, other);
    return WebServer.start(new ServerContext(() -> searcher, shown, other, runs), options, limits);
  }

  /// Serves it through another reader, which the caller closes after the server.
  WebServer serve(LibraryReader other) {
    var shown = new LuceneLibrary(other);
    var searcher = Searcher.of(model, shown, decoder);
    return WebServer.start(() -> searcher, shown, decoder, WebOptions.anyPort());
  }

  /// Indexes with the real indexer, as `serve` does.
  public IndexRuns runs() {
    var settings = IndexSettings.usual("test").withThreads(1);
    return (added, retry, progress) ->
        new Indexer(model, decoder, DecodeLimits.DEFAULT, settings.withRetry(retry))
            .run(libraryFolder(), added, progress);
  }

  @Override
  public void close() {
    reader.close();
    model.close();
  }
}
