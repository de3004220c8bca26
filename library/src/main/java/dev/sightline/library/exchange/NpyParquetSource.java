package dev.sightline.library.exchange;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.sightline.library.npy.NpyRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the format of clip-retrieval: `img_emb/*.npy` and `metadata/*.parquet`, in parts with
/// equal numbers, with the same images row by row.
final class NpyParquetSource implements ImportSource {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.\\w+$");

  private final List<Part> parts;
  private final int dimension;
  private int nextPart;
  private @Nullable OpenPart open;

  private NpyParquetSource(List<Part> parts, int dimension) {
    this.parts = parts;
    this.dimension = dimension;
  }

  private record Part(Path vectors, Path table) {}

  /// Opens a folder.
  ///
  /// @throws ImportException if files are missing or do not match each other
  /// @throws IOException if they cannot be read
  static NpyParquetSource open(Path folder) throws IOException {
    Map<Integer, Path> vectors = numbered(folder.resolve("img_emb"), ".npy");
    Map<Integer, Path> tables = numbered(folder.resolve("metadata"), ".parquet");
    if (!vectors.keySet().equals(tables.keySet())) {
      throw new ImportException(
          "The parts of %s do not fit: img_emb/*.npy has numbers %s, metadata/*.parquet %s."
              .formatted(folder, vectors.keySet(), tables.keySet()));
    }
    var parts = new ArrayList<Part>();
    vectors.forEach((number, file) -> parts.add(new Part(file, tables.getOrDefault(number, file))));
    int dimension = 0;
    for (Part part : parts) {
      try (var it = new OpenPart(part)) {
        if (dimension > 0 && it.vectors.columns() != dimension) {
          throw new ImportException(
              "%s has vectors of %d dimensions, the parts before it %d."
                  .formatted(part.vectors(), it.vectors.columns(), dimension));
        }
        dimension = it.vectors.columns();
      }
    }
    return new NpyParquetSource(parts, dimension);
  }

  /// One part.
  ///
  /// @throws ImportException if its files do not match each other
  /// @throws IOException if they cannot be read
  static NpyParquetSource of(Path vectors, Path table) throws IOException {
    var part = new Part(vectors, table);
    try (var it = new OpenPart(part)) {
      return new NpyParquetSource(List.of(part), it.vectors.columns());
    }
  }

  /// Files by the number in their name: `img_emb_10.npy` comes after `img_emb_9.npy`.
  private static Map<Integer, Path> numbered(Path folder, String ending) throws IOException {
    var files = new TreeMap<Integer, Path>();
    if (Files.isDirectory(folder)) {
      try (var entries = Files.newDirectoryStream(folder, "*" + ending)) {
        for (Path file : entries) {
          Matcher number = NUMBER.matcher(file.getFileName().toString());
          int part = number.find() ? Integer.parseInt(number.group(1)) : 0;
          Path other = files.put(part, file);
          if (other != null) {
            throw new ImportException("%s and %s have the same number.".formatted(other, file));
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new ImportException("There is no *%s in %s.".formatted(ending, folder));
    }
    return files;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Optional<Row> next() throws IOException {
    while (true) {
      if (open == null) {
        if (nextPart == parts.size()) {
          return Optional.empty();
        }
        open = new OpenPart(parts.get(nextPart++));
      }
      Optional<Row> row = open.next();
      if (row.isPresent()) {
        return row;
      }
      open.close();
      open = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /// One part being read.
  private static final class OpenPart implements AutoCloseable {
    private final Part part;
    private final NpyRows vectors;
    private final ParquetFileReader table;
    private final RowReader rows;
    private final List<String> names;
    private int row;

    OpenPart(Part part) throws IOException {
      this.part = part;
      this.vectors = vectors(part.vectors());
      try {
        this.table = table(part.table());
        try {
          this.names = knownColumns();
          requireAsManyRows();
          this.rows =
              table
                  .buildRowReader()
                  .projection(ColumnProjection.columns(names.toArray(String[]::new)))
                  .build();
        } catch (RuntimeException e) {
          table.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        vectors.close();
        throw e;
      }
    }

    private static NpyRows vectors(Path file) {
      try {
        return NpyRows.open(file);
      } catch (IOException e) {
        throw new ImportException(String.valueOf(e.getMessage()));
      }
    }

    private static ParquetFileReader table(Path file) {
      try {
        return ParquetFileReader.open(InputFile.of(file));
      } catch (IOException | RuntimeException e) {
        throw new ImportException(
            "%s cannot be read as Parquet: %s".formatted(file, e.getMessage()));
      }
    }

    private List<String> knownColumns() {
      Set<String> ours =
          ImageColumns.columns().stream().map(ParquetColumn::name).collect(Collectors.toSet());
      List<String> all =
          table.getFileSchema().getColumns().stream().map(it -> it.fieldPath().toString()).toList();
      if (!all.contains(ImageColumns.PATH)) {
        throw new ImportException(
            "%s has no column '%s', which says where each image lies. Its columns are: %s."
                .formatted(part.table(), ImageColumns.PATH, String.join(", ", all)));
      }
      return all.stream().filter(ours::contains).toList();
    }

    private void requireAsManyRows() {
      long described = table.getFileMetaData().numRows();
      if (described != vectors.rows()) {
        throw new ImportException(
            "%s has %,d rows, %s has %,d vectors: they must be the same images in the same order."
                .formatted(part.table(), described, part.vectors(), vectors.rows()));
      }
    }

    Optional<Row> next() throws IOException {
      if (row == vectors.rows()) {
        return Optional.empty();
      }
      String where = "%s, row %,d".formatted(part.vectors(), row);
      row++;
      float[] vector = vectors.next();
      var values = new LinkedHashMap<String, Object>();
      try {
        if (!rows.hasNext()) {
          throw new ImportException(part.table() + " ends early.");
        }
        rows.next();
        for (String name : names) {
          if (!rows.isNull(name)) {
            values.put(name, rows.getValue(name));
          }
        }
      } catch (IllegalStateException
          | UnsupportedOperationException
          | java.io.UncheckedIOException e) {
        throw new ImportException(
            "%s cannot be read as Parquet: %s".formatted(part.table(), e.getMessage()));
      }
      return Optional.of(new Row(where, values, vector));
    }

    @Override
    public void close() throws IOException {
      try (vectors;
          table) {
        rows.close();
      }
    }
  }
}
