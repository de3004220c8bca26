package dev.sightline.library.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Exports a library for other programs, image by image, so that memory use does not grow with its
/// size.
public final class LibraryExport {
  private final LibraryReader library;
  private final Path folder;

  private LibraryExport(LibraryReader library, Path folder) {
    this.library = library;
    this.folder = folder;
  }

  /// Whether a folder can be exported into: it does not exist, or is empty.
  ///
  /// @throws IOException if it cannot be read
  public static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /// Writes the format that clip-retrieval and autofaiss read: the vectors as
  /// `img_emb/img_emb_0.npy`, and `metadata/metadata_0.parquet` with `image_path` and more, row by
  /// row the same images.
  ///
  /// @param half float16 instead of float32
  /// @return images written
  /// @throws IOException if the folder cannot be written
  public static int npyParquet(LibraryReader library, Path folder, boolean half)
      throws IOException {
    return new LibraryExport(library, folder).npyParquet(half);
  }

  /// Writes `documents.jsonl`: one JSON object per line, with the vector.
  ///
  /// @return images written
  /// @throws IOException if the folder cannot be written
  public static int jsonLines(LibraryReader library, Path folder) throws IOException {
    return new LibraryExport(library, folder).jsonLines();
  }

  private int npyParquet(boolean half) throws IOException {
    Path npy = Files.createDirectories(folder.resolve("img_emb")).resolve("img_emb_0.npy");
    Path table = Files.createDirectories(folder.resolve("metadata")).resolve("metadata_0.parquet");
    int dimension = library.state().model().dimension();
    try (var part = NpyParquetPart.create(npy, table, library.size(), dimension, half)) {
      return each(part::add);
    }
  }

  private int jsonLines() throws IOException {
    LibraryModel model = library.state().model();
    Files.createDirectories(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("documents.jsonl"))) {
      return each(
          stored -> {
            var line = new StringWriter();
            try (JsonGenerator json = JsonValues.FACTORY.createGenerator(line)) {
              write(stored, model, json);
            }
            out.write(line.append('\n').toString());
          });
    }
  }

  private static void write(StoredVector stored, LibraryModel model, JsonGenerator json)
      throws IOException {
    IndexedImage image = stored.image();
    json.writeStartObject();
    json.writeStringField(ImageColumns.ID, image.id());
    json.writeArrayFieldStart("paths");
    for (Path path : image.paths()) {
      json.writeString(path.toString());
    }
    json.writeEndArray();
    json.writeStringField("model", model.name());
    json.writeStringField("fingerprint", model.imageFingerprint());
    json.writeFieldName(ImageColumns.FILES);
    ImageColumns.writeFiles(image, json);
    for (var fact : ImageColumns.factsOf(image).entrySet()) {
      json.writeFieldName(fact.getKey());
      switch (fact.getValue()) {
        case Integer number -> json.writeNumber(number);
        case Double number -> json.writeNumber(number);
        case List<?> list -> json.writeRawValue(JsonValues.text(list));
        default -> json.writeString(fact.getValue().toString());
      }
    }
    json.writeArrayFieldStart("embedding");
    for (float number : stored.vector()) {
      json.writeNumber(number); // the shortest text that reads back as this float
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private interface Step {
    void take(StoredVector stored) throws IOException;
  }

  private int each(Step step) throws IOException {
    var count = new int[1];
    try {
      library.forEach(
          stored -> {
            try {
              step.take(stored);
              count[0]++;
            } catch (IOException e) {
              throw new UncheckedIOException(
                  e); // otherwise it would be reported as damage of the library
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return count[0];
  }
}
