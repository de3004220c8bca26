package dev.sightline.searcher;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A real library: 16 of the sample photographs, embedded with the bundled model.
public final class SampleLibrary implements AutoCloseable {
  public static final List<String> PHOTOS =
      List.of(
          "animals/pets/cat-portrait.jpg",
          "animals/farm/sheep.jpg",
          "animals/wild/butterfly-on-a-flower.jpg",
          "animals/wild/dolphin-under-water.jpg",
          "animals/wild/kingfisher.jpg",
          "city/eiffel-tower.jpg",
          "holiday/DSC_0482.jpg",
          "holiday/dutch-windmills.jpg",
          "home/coffee-cup.jpg",
          "nature/IMG_3316.jpg",
          "nature/forest-stream.jpg",
          "space/astronaut.jpg",
          "stamps/airplane.jpg",
          "stamps/elephant.jpg",
          "stamps/hot-air-balloon.jpg",
          "stamps/teddy-bear.jpg");

  private static final Path PROJECT = Project.root();

  private final ClipModel model;
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final LibraryReader reader;

  public SampleLibrary(Path folder) throws Exception {
    model = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
    var libraryModel =
        new LibraryModel(
            model.name(),
            model.fingerprint().image(),
            model.fingerprint().text(),
            model.imageEncoder().dimension(),
            model.description().folder().toString());
    try (var writer = LibraryWriter.open(folder, libraryModel)) {
      for (String photo : PHOTOS) {
        DecodedImage decoded = decoder.decode(ImageSource.ofFile(file(photo)), 160);
        writer.put(image(photo, decoded), model.imageEncoder().encode(decoded.pixels()));
      }
      writer.commit();
    }
    reader = LibraryReader.open(folder);
  }

  private static IndexedImage image(String photo, DecodedImage decoded) throws Exception {
    Path file = file(photo);
    return new IndexedImage(
        id(photo),
        List.of(
            new IndexedFile(
                file, Files.size(file), 1_600_000_000_000L + 1000L * PHOTOS.indexOf(photo), "")),
        new ImageMetadata(
            decoded.facts().format(),
            decoded.facts().width(),
            decoded.facts().height(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  static Path file(String photo) {
    return PROJECT.resolve("sample-data").resolve(photo);
  }

  public static String id(String photo) {
    return "%032x".formatted(PHOTOS.indexOf(photo));
  }

  public ClipModel model() {
    return model;
  }

  public ImageDecoder decoder() {
    return decoder;
  }

  Retriever retriever() {
    return new LuceneRetriever(reader);
  }

  public Searcher searcher() {
    return Searcher.of(model, new LuceneLibrary(reader), decoder);
  }

  /// Asks as a program of this machine does, for as many hits as there are photos.
  Answer search(String query) {
    return searcher().search(SearchRequest.local(query, PHOTOS.size()));
  }

  /// The photos of an answer, best first, by their names in [#PHOTOS].
  public static List<String> photos(Answer answer) {
    return answer.hits().stream()
        .map(hit -> PROJECT.resolve("sample-data").relativize(hit.image().path()).toString())
        .toList();
  }

  static Answer.Hit hit(Answer answer, String photo) {
    return answer.hits().get(photos(answer).indexOf(photo));
  }

  @Override
  public void close() {
    reader.close();
    model.close();
  }
}
