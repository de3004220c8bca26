package dev.sightline.library.exchange;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.maintenance.BulkLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Imports vectors of other programs into a library. All files are read and checked before anything
/// is written, and then written in one commit.
///
/// The id of an image is that of its row, else the hash of its file, else, when the file is
/// missing, the hash of its path (decision 0015). A file that is unchanged since the export, or
/// that was hashed, counts as indexed: the next run does not embed it again.
public final class LibraryImport {
  /// Vectors whose length differs from 1 by at most this are stored unchanged.
  private static final double UNIT = 1e-4;

  /// Largest change of a length by rounding to float16.
  private static final double ROUNDED = 2e-3;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Path folder;
  private final LibraryModel model;
  private final ContentIds ids;
  private int rows;
  private int normalized;

  private LibraryImport(Path folder, LibraryModel model, ContentIds ids) {
    this.folder = folder;
    this.model = model;
    this.ids = ids;
  }

  /// The result of an import.
  ///
  /// @param rows number of vectors read
  /// @param folded number of vectors that became part of another image
  /// @param normalized number of vectors that had to be normalized, apart from rounding
  public record Outcome(int rows, int folded, int normalized) {}

  /// The dimension of the vectors in a folder.
  ///
  /// @throws ImportException if the folder has nothing to import
  /// @throws IOException if it cannot be read
  public static int dimension(Path folder) throws IOException {
    try (ImportSource source = open(folder)) {
      return source.dimension();
    }
  }

  /// Imports a folder into a library without images.
  ///
  /// @param folder with `img_emb` and `metadata`, or `documents.jsonl`
  /// @param library [BulkLoader#isFree]
  /// @param model the model of the vectors
  /// @throws ImportException if the files are not valid; nothing was imported
  /// @throws IOException if they cannot be read; nothing was imported
  public static Outcome run(Path folder, Path library, LibraryModel model, ContentIds ids)
      throws IOException {
    return new LibraryImport(folder, model, ids).run(library);
  }

  private static ImportSource open(Path folder) throws IOException {
    return Files.exists(folder.resolve(JsonLinesSource.NAME))
        ? new JsonLinesSource(folder)
        : NpyParquetSource.open(folder);
  }

  private Outcome run(Path library) throws IOException {
    try (ImportSource source = open(folder)) {
      for (var row = source.next(); row.isPresent(); row = source.next()) {
        check(row.get());
        rows++;
      }
    }
    try (ImportSource source = open(folder);
        BulkLoader fill = BulkLoader.open(library, model)) {
      for (var row = source.next(); row.isPresent(); row = source.next()) {
        fill.add(image(row.get()), unit(row.get().vector()));
      }
      return new Outcome(rows, fill.commit(), normalized);
    }
  }

  private void check(ImportSource.Row row) {
    float[] vector = row.vector();
    if (vector.length != model.dimension()) {
      throw new ImportException(
          "%s: the vector has %d dimensions, those of model '%s' have %d."
              .formatted(row.where(), vector.length, model.name(), model.dimension()));
    }
    double norm = Vectors.length(vector);
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new ImportException(
          "%s: the vector is %s, which has no direction."
              .formatted(row.where(), norm == 0 ? "all zeros" : "not of finite numbers"));
    }
    if (Math.abs(norm - 1) > ROUNDED) {
      normalized++;
    }
    ImageColumns.text(row.values(), "fingerprint")
        .filter(it -> !it.equals(model.imageFingerprint()) && !model.isSynthetic())
        .ifPresent(
            it -> {
              throw new ImportException(
                  "%s was made with model '%s' (fingerprint %s), the model named is '%s' (fingerprint %s)."
                      .formatted(
                          row.where(),
                          ImageColumns.text(row.values(), "model").orElse("unknown"),
                          it,
                          model.name(),
                          model.imageFingerprint()));
            });
    files(row);
  }

  private static float[] unit(float[] vector) {
    double norm = Vectors.length(vector);
    if (Math.abs(norm - 1) <= UNIT) {
      return vector;
    }
    float[] unit = vector.clone();
    Vectors.normalize(unit);
    return unit;
  }

  private IndexedImage image(ImportSource.Row row) throws IOException {
    List<IndexedFile> noted = files(row);
    Optional<String> given =
        ImageColumns.text(row.values(), ImageColumns.ID).filter(it -> ID.matcher(it).matches());
    String id = given.isPresent() ? given.get() : idOf(noted.getFirst().path());
    var files = new ArrayList<IndexedFile>();
    for (IndexedFile file : noted) {
      files.add(asItIs(file, id));
    }
    return new IndexedImage(id, files, ImageColumns.facts(row.values()));
  }

  private String idOf(Path path) throws IOException {
    return FileStamp.of(path).isPresent() ? ids.ofFile(path) : ids.ofText("imported from " + path);
  }

  /// A file with the bytes of the image gets its present stamp, any other an unknown one, so that
  /// the next run reads it.
  private IndexedFile asItIs(IndexedFile noted, String id) throws IOException {
    Optional<IndexedFile> now = FileStamp.of(noted.path());
    if (now.isEmpty()) {
      return noted;
    }
    boolean asExported =
        now.get().bytes() == noted.bytes() && now.get().modifiedMillis() == noted.modifiedMillis();
    return asExported || ids.ofFile(noted.path()).equals(id)
        ? now.get()
        : new IndexedFile(noted.path(), 0, 0, "");
  }

  /// All files of a row, each once.
  static List<IndexedFile> files(ImportSource.Row row) {
    var files = new LinkedHashMap<Path, IndexedFile>();
    for (Object entry : listed(row)) {
      if (entry instanceof Map<?, ?> file && file.get("path") instanceof String path) {
        add(files, row, path, file);
      }
    }
    ImageColumns.text(row.values(), ImageColumns.PATH)
        .ifPresent(path -> add(files, row, path, row.values()));
    if (row.values().get("paths") instanceof List<?> paths) {
      paths.forEach(path -> add(files, row, String.valueOf(path), Map.of()));
    }
    if (files.isEmpty()) {
      throw new ImportException(row.where() + ": there is no path of the image.");
    }
    return List.copyOf(files.values());
  }

  private static List<?> listed(ImportSource.Row row) {
    try {
      Object files = row.values().get(ImageColumns.FILES);
      Object list = files instanceof String json && !json.isEmpty() ? JsonValues.read(json) : files;
      return list instanceof List<?> entries ? entries : List.of();
    } catch (IOException e) {
      throw new ImportException(
          "%s: 'files' is no JSON: %s".formatted(row.where(), e.getMessage()));
    }
  }

  private static void add(
      Map<Path, IndexedFile> files, ImportSource.Row row, String text, Map<?, ?> stamp) {
    try {
      Path path = StoredPath.read(text);
      Path absolute = StoredPath.isAbsolute(path) ? path : path.toAbsolutePath().normalize();
      files.putIfAbsent(
          absolute,
          new IndexedFile(
              absolute,
              ImageColumns.longInteger(stamp, ImageColumns.BYTES),
              ImageColumns.longInteger(stamp, ImageColumns.MODIFIED),
              ""));
    } catch (InvalidPathException e) {
      throw new ImportException("%s: '%s' is no path.".formatted(row.where(), text));
    }
  }
}
