package dev.sightline.library.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.npy.NpyFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One part in the format of clip-retrieval and autofaiss, which [LibraryImport] reads: the vectors
/// as `img_emb/img_emb_N.npy`, the metadata as `metadata/metadata_N.parquet`, with the same images
/// row by row. Only one row group is in memory.
public final class NpyParquetPart implements AutoCloseable {
  private final NpyFile vectors;
  private final Parquet rows;
  private final List<ParquetColumn> columns;

  private NpyParquetPart(NpyFile vectors, Parquet rows, List<ParquetColumn> columns) {
    this.vectors = vectors;
    this.rows = rows;
    this.columns = columns;
  }

  /// Creates both files.
  ///
  /// @param count images that will be added
  /// @param dimension dimension of a vector
  /// @param half float16 instead of float32
  /// @throws IOException if they cannot be written
  public static NpyParquetPart create(Path npy, Path table, int count, int dimension, boolean half)
      throws IOException {
    List<ParquetColumn> columns = ImageColumns.columns();
    NpyFile vectors = NpyFile.create(npy, count, dimension, half);
    try {
      return new NpyParquetPart(vectors, Parquet.create(table, columns), columns);
    } catch (IOException e) {
      vectors.close();
      throw e;
    }
  }

  /// Adds an image.
  ///
  /// @throws IOException if it cannot be written
  public void add(StoredVector stored) throws IOException {
    vectors.add(stored.vector());
    rows.add(row(stored.image()));
  }

  private Object[] row(IndexedImage image) throws IOException {
    Map<String, Object> values = ImageColumns.factsOf(image);
    IndexedFile first = image.files().getFirst();
    values.put(ImageColumns.PATH, first.path().toString());
    values.put(ImageColumns.ID, image.id());
    values.put(ImageColumns.BYTES, first.bytes());
    values.put(ImageColumns.MODIFIED, first.modifiedMillis());
    var files = new StringWriter();
    try (JsonGenerator json = JsonValues.FACTORY.createGenerator(files)) {
      ImageColumns.writeFiles(image, json);
    }
    values.put(ImageColumns.FILES, files.toString());
    return columns.stream().map(column -> cell(values.get(column.name()))).toArray();
  }

  /// A table has no lists: they are JSON there.
  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof List<?> list ? JsonValues.text(list) : value;
  }

  /// Completes both files.
  ///
  /// @throws IllegalStateException if the number of images is not the one passed to [#create]
  @Override
  public void close() throws IOException {
    try (vectors) {
      rows.close();
    }
  }

  /// Reads a part that Sightline wrote. The image files are not checked.
  ///
  /// @param fingerprint image fingerprint of the model that made the vectors
  /// @param images receives each image
  /// @throws ImportException if the files do not match each other, or were written by another
  ///     program
  /// @throws IOException if they cannot be read
  public static void read(Path npy, Path table, String fingerprint, Consumer<StoredVector> images)
      throws IOException {
    try (var source = NpyParquetSource.of(npy, table)) {
      for (var row = source.next(); row.isPresent(); row = source.next()) {
        images.accept(stored(row.get(), fingerprint));
      }
    }
  }

  private static StoredVector stored(ImportSource.Row row, String fingerprint) {
    String id =
        ImageColumns.text(row.values(), ImageColumns.ID)
            .orElseThrow(() -> new ImportException(row.where() + ": there is no id."));
    var image = new IndexedImage(id, LibraryImport.files(row), ImageColumns.facts(row.values()));
    return new StoredVector(image, fingerprint, new Embedding(row.vector()));
  }
}
