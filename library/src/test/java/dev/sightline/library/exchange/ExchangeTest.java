package dev.sightline.library.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryCheck;
import dev.sightline.library.npy.NpyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Export, read back by other implementations, and import.
class ExchangeTest {
  private static final int DIMENSION = 16;
  private static final LibraryModel MODEL =
      new LibraryModel("tiny", "aaaa", "text", DIMENSION, "/models/tiny");

  private static final ContentIds IDS =
      new ContentIds() {
        @Override
        public String ofFile(Path file) throws IOException {
          return ofText(Files.readString(file));
        }

        @Override
        public String ofText(String text) {
          return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
              .toString()
              .replace("-", "");
        }
      };

  @TempDir private Path temporary;
  private Path library = Path.of("");
  private Path out = Path.of("");
  private Path back = Path.of("");

  @BeforeEach
  void chooseFolders() {
    library = temporary.resolve("library");
    out = temporary.resolve("out");
    back = temporary.resolve("back");
  }

  private static ImageMetadata bare(int width) {
    return new ImageMetadata(
        "jpeg",
        width,
        10,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static ImageMetadata full() {
    return new ImageMetadata(
            "png",
            4032,
            3024,
            6,
            Optional.of(LocalDateTime.of(2021, 7, 3, 18, 22, 10)),
            Optional.of(ZoneOffset.ofHours(2)),
            Optional.of("Leica"),
            Optional.of("M11 \u00e4\u65e5"),
            Optional.of("Summilux \"35\""),
            Optional.of(new ImageMetadata.Place(48.1, -11.5)),
            OptionalInt.of(200),
            OptionalDouble.of(35.5),
            OptionalDouble.of(1.4),
            new Annotations(
                Optional.empty(),
                Optional.empty(),
                List.of("a caption"),
                List.of("tag, with a comma"),
                OptionalInt.of(Annotations.REJECTED),
                new Annotations.Further(
                    List.of(), List.of(), List.of("Ann Eagle"), List.of("\u00c6r\u00f8"))),
            Optional.empty(),
            Optional.of(DateSource.PNG))
        .withHash(new ImageHash(1, -2, 0, Long.MIN_VALUE));
  }

  private static float[] vector(long seed, int dimension) {
    var random = new Random(seed);
    var vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static IndexedFile file(String path) {
    return new IndexedFile(StoredPath.read(path), 1234, 1_600_000_000_123L, "");
  }

  private void fill(int images) {
    try (var writer = LibraryWriter.open(library, MODEL)) {
      for (int i = 0; i < images; i++) {
        List<IndexedFile> files =
            i % 3 == 0
                ? List.of(file("/p/" + i + ".jpg"), file("C:\\Photos\\" + i + " \u00fc\n.jpg"))
                : List.of(file("/p/" + i + ".jpg"));
        writer.put(
            new IndexedImage(IDS.ofText("image " + i), files, i % 2 == 0 ? full() : bare(i)),
            vector(i, DIMENSION));
      }
      writer.commit();
    }
  }

  private static Map<String, StoredVector> contents(Path folder) {
    var contents = new TreeMap<String, StoredVector>();
    try (var reader = LibraryReader.open(folder)) {
      reader.forEach(stored -> contents.put(stored.image().id(), stored));
    }
    return contents;
  }

  private void assertSame(Path one, Path other) {
    var expected = contents(one);
    var found = contents(other);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, stored) -> {
          StoredVector it = found.getOrDefault(id, stored);
          assertThat(it.image()).isEqualTo(stored.image());
          assertThat(it.vector()).isEqualTo(stored.vector());
        });
    assertThat(LibraryCheck.run(other).problems()).isEmpty();
  }

  private int export(boolean jsonLines) throws IOException {
    try (var reader = LibraryReader.open(library)) {
      return jsonLines
          ? LibraryExport.jsonLines(reader, out)
          : LibraryExport.npyParquet(reader, out, false);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 300})
  void what_was_exported_as_npy_and_parquet_comes_back_bit_by_bit(int images) throws IOException {
    fill(images);

    assertThat(export(false)).isEqualTo(images);
    var outcome = LibraryImport.run(out, back, MODEL, IDS);

    assertThat(outcome).isEqualTo(new LibraryImport.Outcome(images, 0, 0));
    assertSame(library, back);
  }

  @Test
  void what_was_exported_as_json_lines_comes_back_bit_by_bit() throws IOException {
    fill(50);

    assertThat(export(true)).isEqualTo(50);
    LibraryImport.run(out, back, MODEL, IDS);

    assertSame(library, back);
    try (var lines = Files.lines(out.resolve("documents.jsonl"))) {
      assertThat(lines)
          .hasSize(50)
          .allMatch(it -> it.contains("\"model\":\"tiny\"") && it.contains("\"paths\":["));
    }
  }

  @Test
  void another_programs_reader_finds_the_same_numbers_and_rows() throws IOException {
    fill(25_000); // several row groups
    export(false);
    var expected = new ArrayList<StoredVector>();
    try (var reader = LibraryReader.open(library)) {
      reader.forEach(expected::add);
    }

    var npy =
        org.jetbrains.bio.npy.NpyFile.read(out.resolve("img_emb/img_emb_0.npy"), Integer.MAX_VALUE);
    float[] numbers = npy.asFloatArray();
    assertThat(npy.getShape()).containsExactly(25_000, DIMENSION);
    try (var table =
            ParquetFileReader.open(InputFile.of(out.resolve("metadata/metadata_0.parquet")));
        var rows = table.rowReader()) {
      assertThat(table.getFileMetaData().numRows()).isEqualTo(25_000);
      for (int i = 0; i < expected.size(); i++) {
        StoredVector stored = expected.get(i);
        assertThat(rows.hasNext()).isTrue(); // steps to the next batch of rows too
        rows.next();
        assertThat(Arrays.copyOfRange(numbers, i * DIMENSION, (i + 1) * DIMENSION))
            .isEqualTo(stored.vector());
        assertThat(rows.getString("image_path")).isEqualTo(stored.image().path().toString());
        assertThat(rows.getString("id")).isEqualTo(stored.image().id());
        assertThat(rows.getInt("width")).isEqualTo(stored.image().facts().width());
        assertThat(rows.isNull("iso")).isEqualTo(stored.image().facts().iso().isEmpty());
        assertThat(rows.isNull("aperture")).isEqualTo(stored.image().facts().aperture().isEmpty());
      }
      assertThat(rows.hasNext()).isFalse();
    }
  }

  @Test
  void half_precision_is_half_the_size_and_comes_back_close_and_of_length_one() throws IOException {
    fill(20);
    try (var reader = LibraryReader.open(library)) {
      LibraryExport.npyParquet(reader, out, true);
    }

    assertThat(out.resolve("img_emb/img_emb_0.npy")).hasSize(128 + 20 * DIMENSION * 2);
    var outcome = LibraryImport.run(out, back, MODEL, IDS);

    assertThat(outcome.normalized()).isZero();
    assertThat(LibraryCheck.run(back).problems()).isEmpty();
    var original = contents(library);
    contents(back)
        .forEach(
            (id, stored) -> {
              float[] exact = original.getOrDefault(id, stored).vector();
              for (int i = 0; i < DIMENSION; i++) {
                assertThat(stored.vector()[i])
                    .isCloseTo(exact[i], org.assertj.core.data.Offset.offset(1e-3f));
              }
            });
  }

  /// A part as clip-retrieval would write it: numbers, and a table with a path and no more.
  private void part(int number, List<float[]> vectors, @Nullable String... paths)
      throws IOException {
    Path npy = Files.createDirectories(out.resolve("img_emb"));
    Path table = Files.createDirectories(out.resolve("metadata"));
    NpyFile.write(npy.resolve("img_emb_%d.npy".formatted(number)), vectors, vectors.get(0).length);
    var column = new ParquetColumn("image_path", ParquetColumn.ValueType.TEXT);
    try (var parquet =
        Parquet.create(table.resolve("metadata_%d.parquet".formatted(number)), List.of(column))) {
      for (String path : paths) {
        parquet.add(path);
      }
    }
  }

  @Test
  void parts_are_read_in_order_of_their_numbers_and_ids_are_those_of_the_files()
      throws IOException {
    Path there = Files.writeString(temporary.resolve("there.jpg"), "bytes");
    Path copy = Files.writeString(temporary.resolve("copy.jpg"), "bytes");
    part(9, List.of(vector(1, DIMENSION)), there.toString());
    part(10, List.of(vector(2, DIMENSION), vector(3, DIMENSION)), copy.toString(), "/gone.jpg");

    var outcome = LibraryImport.run(out, back, MODEL, IDS);

    assertThat(outcome).isEqualTo(new LibraryImport.Outcome(3, 1, 0));
    var found = contents(back);
    assertThat(found).hasSize(2);
    StoredVector image = Objects.requireNonNull(found.get(IDS.ofFile(there)));
    assertThat(image.image().paths()).containsExactly(copy, there);
    assertThat(image.image().files())
        .containsExactly(FileStamp.of(copy).orElseThrow(), FileStamp.of(there).orElseThrow());
    assertThat(image.vector()).isEqualTo(vector(1, DIMENSION));
  }

  /// Made by parquet-java 1.16 as pandas does it for clip-retrieval: compressed with Snappy, with
  /// a column that is not ours.
  @Test
  void a_table_that_another_program_compressed_is_read() {
    Path theirs = Path.of("src/test/resources/clip-retrieval");
    var model = LibraryModel.synthetic(8);

    assertThatCode(() -> LibraryImport.run(theirs, back, model, IDS)).doesNotThrowAnyException();

    var found = contents(back).values();
    assertThat(found).hasSize(20);
    assertThat(found)
        .allSatisfy(it -> assertThat(it.image().facts().width()).isEqualTo(640))
        .anySatisfy(it -> assertThat(it.image().path()).hasToString("/syn/19/19.jpg"));
    assertThat(LibraryCheck.run(back).problems()).isEmpty();
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> LibraryImport.run(out, back, MODEL, IDS))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(message);
    assertThat(back).doesNotExist();
  }

  @Test
  void vectors_without_a_direction_are_refused_naming_the_row() throws IOException {
    float[] notANumber = vector(2, DIMENSION);
    notANumber[3] = Float.NaN;
    part(0, List.of(vector(1, DIMENSION), notANumber), "/a.jpg", "/b.jpg");
    refuses("img_emb_0.npy, row 1: the vector is not of finite numbers");

    part(0, List.of(vector(1, DIMENSION), new float[DIMENSION]), "/a.jpg", "/b.jpg");
    refuses("img_emb_0.npy, row 1: the vector is all zeros");
  }

  @Test
  void vectors_of_another_length_than_one_are_made_so_and_counted() throws IOException {
    float[] twice = vector(2, DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      twice[i] *= 2;
    }
    part(0, List.of(vector(1, DIMENSION), twice), "/a.jpg", "/b.jpg");

    assertThat(LibraryImport.run(out, back, MODEL, IDS))
        .isEqualTo(new LibraryImport.Outcome(2, 0, 1));

    assertThat(LibraryCheck.run(back).problems()).isEmpty();
  }

  @Test
  void wrong_dimensions_are_refused_with_both_numbers() throws IOException {
    part(0, List.of(vector(1, 8)), "/a.jpg");
    refuses("row 0: the vector has 8 dimensions, those of model 'tiny' have 16.");

    part(1, List.of(vector(1, DIMENSION)), "/b.jpg");
    refuses("img_emb_1.npy has vectors of 16 dimensions, the parts before it 8.");
  }

  @Test
  void a_table_that_does_not_fit_its_vectors_is_refused() throws IOException {
    part(0, List.of(vector(1, DIMENSION), vector(2, DIMENSION)), "/a.jpg");
    refuses("has 1 rows, ");

    part(0, List.of(vector(1, DIMENSION), vector(2, DIMENSION)), "/a.jpg", null);
    refuses("row 1: there is no path of the image.");

    var column = new ParquetColumn("url", ParquetColumn.ValueType.TEXT);
    Path table = out.resolve("metadata/metadata_0.parquet");
    try (var parquet = Parquet.create(table, List.of(column))) {
      parquet.add("a");
      parquet.add("b");
    }
    refuses("has no column 'image_path', which says where each image lies. Its columns are: url.");

    Files.write(table, new byte[] {1, 2, 3});
    refuses("metadata_0.parquet cannot be read as Parquet");

    Files.delete(table);
    refuses("There is no *.parquet in " + table.getParent());
  }

  @Test
  void a_part_without_its_other_half_and_vectors_cut_short_are_refused() throws IOException {
    part(0, List.of(vector(1, DIMENSION)), "/a.jpg");
    part(1, List.of(vector(2, DIMENSION)), "/b.jpg");
    Path npy = out.resolve("img_emb/img_emb_1.npy");
    byte[] bytes = Files.readAllBytes(npy);
    Files.write(npy, Arrays.copyOf(bytes, bytes.length - 1));
    refuses("img_emb_1.npy is cut short");

    Files.delete(npy);
    refuses("img_emb/*.npy has numbers [0], metadata/*.parquet [0, 1].");
  }

  @Test
  void json_lines_that_are_none_are_refused_naming_the_line() throws IOException {
    fill(2);
    export(true);
    Path file = out.resolve("documents.jsonl");
    String good = Files.readString(file);

    Files.writeString(file, good + "{\"id\": ");
    refuses("documents.jsonl, line 3 is no JSON of an image");
    Files.writeString(file, good + "{\"id\": \"x\"}");
    refuses("line 3: there is no array 'embedding'.");
    Files.writeString(file, good.replace("\"fingerprint\":\"aaaa\"", "\"fingerprint\":\"bbbb\""));
    refuses("was made with model 'tiny' (fingerprint bbbb), the model named is 'tiny'");
  }

  @Test
  void a_file_that_changed_since_the_export_is_read_again_by_the_next_run() throws IOException {
    Path file = Files.writeString(temporary.resolve("a.jpg"), "bytes");
    try (var writer = LibraryWriter.open(library, MODEL)) {
      writer.put(
          new IndexedImage(IDS.ofFile(file), List.of(FileStamp.of(file).orElseThrow()), bare(3)),
          vector(1, DIMENSION));
      writer.commit();
    }
    export(false);
    Files.writeString(file, "other bytes");

    LibraryImport.run(out, back, MODEL, IDS);

    assertThat(contents(back).values())
        .singleElement()
        .extracting(stored -> stored.image().files().getFirst().bytes())
        .isEqualTo(0L);
  }
}
