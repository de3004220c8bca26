package dev.sightline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.walk.ImageIds;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.exchange.LibraryExport;
import dev.sightline.library.exchange.LibraryImport;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.request.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole jobs, in this Java.
class EmbedJobTest {
  @TempDir private Path temporary;
  private Path photos = Path.of("");
  private Path output = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    photos = Files.createDirectories(temporary.toRealPath().resolve("photos"));
    output = temporary.toRealPath().resolve("output");
  }

  /// Real photos, some of them twice, and a few broken files.
  private void copySamples() throws IOException {
    Path samples = Jobs.PROJECT.resolve("sample-data");
    try (Stream<Path> tree = Files.walk(samples)) {
      for (Path file : tree.filter(it -> it.toString().endsWith(".jpg")).toList()) {
        Path copy = photos.resolve(samples.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path once = photos.resolve("city/eiffel-tower.jpg");
    Files.copy(once, photos.resolve("the same.jpg"));
    byte[] whole = Files.readAllBytes(once);
    Files.write(photos.resolve("cut short.jpg"), java.util.Arrays.copyOf(whole, 5_000));
    Files.write(photos.resolve("empty.jpg"), new byte[0]);
    Files.writeString(photos.resolve("text.jpg"), "no picture");
    Files.writeString(photos.resolve("notes.txt"), "no picture and not called one");
  }

  private Path index() {
    Path library = temporary.resolve("local");
    try (var model = ClipModel.open(Jobs.MODEL, ModelOptions.DEFAULT.forManyImages())) {
      new Indexer(
              model,
              ImageDecoder.create(DecodeLimits.DEFAULT),
              DecodeLimits.DEFAULT,
              IndexSettings.usual("test"))
          .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
    }
    return library;
  }

  @Test
  void a_folder_gives_what_a_local_index_run_gives() throws Exception {
    copySamples();

    EmbedJob.Report report = Jobs.run(output, "--input", photos.toString(), "--part-size", "10");

    Path local = temporary.resolve("exported");
    List<String> quarantined;
    try (var library = LibraryReader.open(index())) {
      LibraryExport.npyParquet(library, local, false);
      quarantined = library.quarantined().stream().map(Jobs::asText).sorted().toList();
    }
    // An image whose files fell into two parts is there twice until it is imported.
    List<StoredVector> expected = Jobs.images(local);
    List<StoredVector> found = Jobs.images(output);
    assertThat(found.stream().map(it -> it.image().id()).distinct().sorted().toList())
        .isEqualTo(expected.stream().map(it -> it.image().id()).sorted().toList());
    for (StoredVector it : found) {
      StoredVector same = withId(expected, it.image().id());
      assertThat(it.image().facts()).isEqualTo(same.image().facts());
      assertThat(same.image().files()).containsAll(it.image().files());
      assertThat(cosine(it.vector(), same.vector())).isGreaterThan(1 - 1e-6);
    }
    assertThat(Jobs.names(output)).isEqualTo(Jobs.names(local));
    assertThat(Jobs.setAside(output)).isEqualTo(quarantined);
    assertThat(quarantined)
        .containsExactly("cut short.jpg TRUNCATED", "empty.jpg EMPTY", "text.jpg NOT_AN_IMAGE");
    assertThat(report.parts()).isGreaterThan(3);
    assertThat(report.images()).isEqualTo(found.size());
    assertThat(report.setAside()).isEqualTo(3);
  }

  private static StoredVector withId(List<StoredVector> images, String id) {
    return images.stream().filter(it -> it.image().id().equals(id)).findFirst().orElseThrow();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void an_output_is_imported_and_searched_and_nothing_in_it_is_embedded_again() throws Exception {
    copySamples();
    Jobs.run(output, "--input", photos.toString(), "--part-size", "10");
    Path library = temporary.resolve("library");
    try (var model = ClipModel.open(Jobs.MODEL, ModelOptions.DEFAULT)) {
      var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
      LibraryImport.run(
          output,
          library,
          Indexer.libraryModel(model, model.imageEncoder().dimension()),
          new ImageIds(DecodeLimits.DEFAULT));

      try (var opened = new LuceneLibrary(LibraryReader.open(library))) {
        var answer =
            Searcher.of(model, opened, decoder).search(SearchRequest.local("a pyramid", 1));
        assertThat(answer.hits().getFirst().image().path().toString()).contains("DSC_0482");
      }
      var report =
          new Indexer(model, decoder, DecodeLimits.DEFAULT, IndexSettings.usual("test"))
              .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
      assertThat(report.embedded()).isZero();
      assertThat(report.added()).isZero();
    }
  }

  @Test
  void lists_and_tables_of_paths_give_what_the_folder_gives() throws Exception {
    copySamples();
    Jobs.run(output, "--input", photos.toString());
    var paths =
        Jobs.images(output).stream()
            .flatMap(it -> it.image().files().stream())
            .map(it -> it.path().toString())
            .toList();
    Path list = temporary.resolve("list.txt");
    Files.write(list, Stream.concat(paths.stream(), Stream.of("", paths.getFirst())).toList());
    Path table = temporary.resolve("table");
    Jobs.spark()
        .createDataset(paths, org.apache.spark.sql.Encoders.STRING())
        .toDF("where it is")
        .write()
        .parquet(table.toString());

    Path ofList = temporary.resolve("of-list");
    EmbedJob.Report listed = Jobs.run(ofList, "--list", list.toString());
    Path ofTable = temporary.resolve("of-table");
    Jobs.run(ofTable, "--paths", table.toString(), "--path-column", "where it is");

    assertThat(listed.pictures()).isEqualTo(paths.size());
    assertThat(described(ofList)).isEqualTo(described(output));
    assertThat(described(ofTable)).isEqualTo(described(output));
  }

  @Test
  void a_table_of_bytes_gives_what_the_folder_gives() throws Exception {
    copySamples();
    Files.delete(photos.resolve("empty.jpg")); // Spark itself leaves such files out of its table
    Path table = temporary.resolve("table");
    Jobs.spark()
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*.jpg")
        .load(photos.toString())
        .write()
        .parquet(table.toString());
    Path ofTable = temporary.resolve("of-table");

    Jobs.run(ofTable, "--bytes", table.toString());
    Jobs.run(output, "--input", photos.toString());

    assertThat(described(ofTable)).isEqualTo(described(output));
    assertThat(Jobs.names(ofTable)).isEqualTo(Jobs.names(output));
    assertThat(Jobs.setAside(ofTable)).isEqualTo(Jobs.setAside(output));

    Files.delete(photos.resolve("the same.jpg"));
    Jobs.picture(photos.resolve("new.jpg"), 1);
    Jobs.spark()
        .read()
        .format("binaryFile")
        .load(photos.resolve("new.jpg").toString())
        .write()
        .mode(SaveMode.Append)
        .parquet(table.toString());
    EmbedJob.Report second = Jobs.run(ofTable, "--bytes", table.toString());
    assertThat(second.encoded()).isEqualTo(1);
    assertThat(Jobs.names(ofTable)).contains("new.jpg");
  }

  /// What is known of each image, as text.
  private static List<String> described(Path folder) throws IOException {
    return Jobs.images(folder).stream()
        .map(StoredVector::image)
        .map(it -> it.id() + it.files() + it.facts())
        .toList();
  }

  @Test
  void a_second_job_embeds_only_what_is_new_or_has_changed() throws Exception {
    for (int i = 0; i < 12; i++) {
      Jobs.picture(photos.resolve("%d/p%d.png".formatted(i % 3, i)), i);
    }
    EmbedJob.Report first = Jobs.run(output, "--input", photos.toString(), "--part-size", "5");
    assertThat(first.encoded()).isEqualTo(12);

    EmbedJob.Report nothing = Jobs.run(output, "--input", photos.toString());
    assertThat(nothing)
        .isEqualTo(new EmbedJob.Report(12, 12, 0, 0, 0, 0, java.util.Optional.empty()));

    Jobs.picture(photos.resolve("new.png"), 100);
    Path changed = Jobs.picture(photos.resolve("0/p0.png"), 101);
    Files.setLastModifiedTime(
        changed, FileTime.fromMillis(Files.getLastModifiedTime(changed).toMillis() + 2_000));
    EmbedJob.Report second = Jobs.run(output, "--input", photos.toString());
    assertThat(second.there()).isEqualTo(11);
    assertThat(second.encoded()).isEqualTo(2);

    // What a changed file was does not come into a library.
    Path library = temporary.resolve("library");
    try (var model = ClipModel.open(Jobs.MODEL, ModelOptions.DEFAULT)) {
      LibraryImport.run(
          output,
          library,
          Indexer.libraryModel(model, model.imageEncoder().dimension()),
          new ImageIds(DecodeLimits.DEFAULT));
    }
    try (var reader = LibraryReader.open(library)) {
      assertThat(reader.size()).isEqualTo(13);
    }
  }

  @Test
  void a_part_without_its_note_is_made_anew_and_no_other() throws Exception {
    for (int i = 0; i < 12; i++) {
      Jobs.picture(photos.resolve("p%d.png".formatted(i)), i);
    }
    Jobs.run(output, "--input", photos.toString(), "--part-size", "3");
    Path notes = output.resolve("_sightline/parts");
    Path lost;
    try (Stream<Path> files = Files.list(notes)) {
      lost = files.filter(it -> it.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
    }
    String number = lost.getFileName().toString().replace(".json", "");
    Path matrix = output.resolve("img_emb/img_emb_%s.npy".formatted(number));
    int ofPart = dev.sightline.library.npy.NpyFile.read(matrix).size();
    Files.delete(lost);
    Files.createDirectories(output.resolve("_sightline/attempts/7-7"));

    EmbedJob.Report report = Jobs.run(output, "--input", photos.toString(), "--part-size", "3");

    assertThat(report.encoded()).isEqualTo(ofPart);
    assertThat(Jobs.names(output)).hasSize(12).doesNotHaveDuplicates();
    assertThat(output.resolve("_sightline/attempts")).doesNotExist();
  }

  @Test
  void pictures_that_were_set_aside_are_tried_again_when_told_to() throws Exception {
    Path broken = photos.resolve("broken.png");
    Files.writeString(broken, "no picture");
    FileTime time = Files.getLastModifiedTime(broken);
    assertThat(Jobs.run(output, "--input", photos.toString()).setAside()).isEqualTo(1);
    assertThat(output.resolve("img_emb")).doesNotExist();

    // As if a decoder had come: the file is of the same size and time, and a picture now.
    byte[] picture = Files.readAllBytes(Jobs.picture(temporary.resolve("p.png"), 1));
    Path good = photos.resolve("good.png");
    Files.write(good, picture);
    assertThat(Jobs.run(output, "--input", photos.toString()).encoded()).isEqualTo(1);
    assertThat(Jobs.run(output, "--input", photos.toString(), "--retry").pictures()).isEqualTo(2);

    assertThat(Files.getLastModifiedTime(broken)).isEqualTo(time);
    assertThat(Jobs.setAside(output)).containsExactly("broken.png NOT_AN_IMAGE");
    EmbedJob.Report retried = Jobs.run(output, "--input", photos.toString(), "--retry");
    assertThat(retried.setAside()).isEqualTo(1);
    assertThat(retried.encoded()).isZero();
  }

  @Test
  void a_file_that_is_not_there_is_set_aside() throws Exception {
    Path list = temporary.resolve("list.txt");
    Files.writeString(list, photos.resolve("gone.jpg").toString());

    Jobs.run(output, "--list", list.toString());

    assertThat(Jobs.setAside(output)).containsExactly("gone.jpg UNREADABLE");
  }

  @Test
  void a_folder_without_pictures_gives_an_output_without_parts() throws Exception {
    Files.writeString(photos.resolve("notes.txt"), "nothing to see");

    EmbedJob.Report report = Jobs.run(output, "--input", photos.toString());

    assertThat(report).isEqualTo(new EmbedJob.Report(0, 0, 0, 0, 0, 0, java.util.Optional.empty()));
    assertThat(Jobs.images(output)).isEmpty();
  }

  @Test
  void another_file_system_is_read_and_written_and_the_model_fetched_from_it() throws Exception {
    Jobs.picture(photos.resolve("a ü#%.png"), 1);
    Path model = temporary.toRealPath().resolve("models/sightline-tiny");
    copy(Jobs.MODEL, model);

    Jobs.runWith(
        "--input", "pics://store" + photos,
        "--model", "pics://store" + model,
        "--output", "pics://store" + output);

    IndexedImage image = Jobs.images(output).getFirst().image();
    assertThat(image.path()).isEqualTo(Path.of("/pics/store" + photos + "/a ü#%.png"));
    assertThat(image.files())
        .extracting(IndexedFile::bytes)
        .containsExactly(Files.size(photos.resolve("a ü#%.png")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(it -> !it.toString().contains(".sightline/")).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void vectors_of_another_model_are_not_put_beside_these() throws Exception {
    Jobs.picture(photos.resolve("a.png"), 1);
    Jobs.run(output, "--input", photos.toString());
    Path other = temporary.resolve("other");
    copy(Jobs.MODEL, other);
    Path config = other.resolve("preprocessor_config.json");
    Files.writeString(config, Files.readString(config).replace("0.5", "0.4"));

    assertThatThrownBy(
            () ->
                Jobs.runWith(
                    "--input", photos.toString(),
                    "--model", other.toString(),
                    "--output", output.toString()))
        .isInstanceOf(JobException.class)
        .hasMessageContainingAll("'sightline-tiny'", "'other'", "--output", "256 dimensions");
    assertThatThrownBy(() -> Jobs.run(output, "--input", photos.toString(), "--half"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("without --half");
    assertThat(Jobs.names(output)).containsExactly("a.png");
  }

  @Test
  void an_executor_with_another_model_says_so() {
    var place = new ModelLocation(Jobs.MODEL.toString(), dev.sightline.models.layout.Variant.FP32);

    assertThatThrownBy(() -> place.open(new org.apache.hadoop.conf.Configuration(), "cafe"))
        .isInstanceOf(JobException.class)
        .hasMessageContainingAll("is another", "cafe", "6a13401908ee7a7a6b808477674e1ff1");
  }

  @Test
  void what_cannot_be_used_is_named() throws Exception {
    Path picture = Jobs.picture(photos.resolve("a.png"), 1);
    Path table = temporary.resolve("table");
    Jobs.spark()
        .createDataset(List.of("x"), org.apache.spark.sql.Encoders.STRING())
        .toDF("path")
        .write()
        .parquet(table.toString());

    refused("There is no", "--input", photos.resolve("absent").toString());
    refused("There is no", "--list", photos.resolve("absent").toString());
    refused("cannot be read as Parquet", "--paths", picture.toString());
    refused(
        "no column 'image'. Its columns are: path",
        "--paths",
        table.toString(),
        "--path-column",
        "image");
    refused("no column 'content'", "--bytes", table.toString());
    refused("not of bytes", "--bytes", table.toString(), "--bytes-column", "path");
    refused("is not a glob", "--input", photos.toString(), "--exclude", "[");
    refused("Write solr:http", "--input", photos.toString(), "--push", "solr:nowhere");
    assertThat(output).doesNotExist();

    Files.createDirectories(output);
    Files.writeString(output.resolve("letter.txt"), "mine");
    refused("no job has written it", "--input", photos.toString());
    assertThatThrownBy(
            () ->
                Jobs.runWith(
                    "--input", photos.toString(),
                    "--model", photos.toString(),
                    "--output", output.toString()))
        .isInstanceOf(JobException.class);
  }

  private void refused(String message, String... arguments) {
    assertThatThrownBy(() -> Jobs.run(output, arguments))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message);
  }
}
