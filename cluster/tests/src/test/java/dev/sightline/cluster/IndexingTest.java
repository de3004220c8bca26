package dev.sightline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.update.ClusterLocation;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.watch.LibraryWatch;
import dev.sightline.indexer.watch.WatchEvent;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.query.Query.SortOrder;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.testkit.Project;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Photos go from a folder straight into a collection, and the collection stays true to it.
@Tag("thorough")
class IndexingTest {
  private static final Path PROJECT = Project.root();

  /// One for all tests: loading it again would only cost time.
  private static final ClipModel MODEL = model();

  @TempDir private Path temporary;
  private Path photos;
  private ClusterAddress address;

  private static ClipModel model() {
    return ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
  }

  @BeforeEach
  void makeACollection(TestInfo test) throws IOException {
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    String name = test.getTestMethod().orElseThrow().getName().substring(0, 20);
    address = RunningCluster.shared().addressOf(name);
    ClusterCreation.create(
        address, Collections.SETTINGS, new ClusterCreation.Plan(libraryModel(), 2, 2));
  }

  private static LibraryModel libraryModel() {
    return Indexer.libraryModel(MODEL, MODEL.imageEncoder().dimension());
  }

  @Test
  void photos_are_those_of_a_library_in_a_folder_and_nothing_is_embedded_twice() throws Exception {
    for (int i = 0; i < 30; i++) {
      picture(photos.resolve("%d/p%02d.png".formatted(i % 3, i)), i);
    }
    Files.copy(photos.resolve("0/p00.png"), photos.resolve("copy.png"));
    Path bad = Files.writeString(photos.resolve("bad.jpg"), "no picture");

    IndexReport first = index("here");

    assertThat(first.embedded()).isEqualTo(30);
    assertThat(first.added()).isEqualTo(31);
    assertThat(first.skipped()).hasSize(1);
    Path local = temporary.resolve("library");
    indexer().run(local, roots(photos), new IndexProgress());
    assertSame(local);
    try (var library = open("here")) {
      assertThat(library.quarantined()).hasSize(1);
      assertThat(library.quarantinedAt(bad)).isPresent();
      assertThat(library.state().roots()).isEqualTo(roots(photos));
      assertThat(library.state().lastRunMillis()).isPresent();
    }

    IndexReport second = index("here");
    assertThat(second.unchanged()).isEqualTo(31);
    assertThat(second.embedded()).isZero();
    assertThat(second.added() + second.changed() + second.removed() + second.moved()).isZero();
    assertThat(second.skipped()).hasSize(1);
  }

  @Test
  void what_changes_in_the_folder_changes_in_the_collection() throws Exception {
    for (int i = 0; i < 6; i++) {
      picture(photos.resolve("p%d.png".formatted(i)), i);
    }
    index("here");
    Files.move(photos.resolve("p0.png"), photos.resolve("moved.png"));
    Files.delete(photos.resolve("p1.png"));
    picture(photos.resolve("p2.png"), 100);
    picture(photos.resolve("new.png"), 101);
    Files.writeString(photos.resolve("p3.xmp"), sidecar("a wedding"));

    IndexReport dry;
    try (var place = new ClusterLocation(open("here"))) {
      dry = indexer().dryRun(place, roots(photos), new IndexProgress());
    }
    IndexReport report = index("here");

    for (IndexReport each : List.of(dry, report)) {
      assertThat(each.moved()).isEqualTo(1);
      assertThat(each.removed()).isEqualTo(1);
      assertThat(each.changed()).isEqualTo(2);
      assertThat(each.added()).isEqualTo(1);
      assertThat(each.unchanged()).isEqualTo(2);
    }
    assertThat(report.embedded()).isEqualTo(2);
    Path local = temporary.resolve("library");
    indexer().run(local, roots(photos), new IndexProgress());
    assertSame(local);
  }

  @Test
  void a_run_that_is_killed_again_and_again_is_finished_by_the_next() throws Exception {
    for (int i = 0; i < 600; i++) {
      picture(photos.resolve("p%03d.png".formatted(i)), i);
    }
    long seed = Long.getLong("sightline.seed", System.nanoTime());
    System.out.println("IndexingTest: -Dsightline.seed=" + seed);
    var random = new Random(seed);
    for (int kill = 0; kill < 3; kill++) {
      Process run = startVictim();
      try (var lines = run.inputReader(StandardCharsets.UTF_8)) {
        int more = 210 + random.nextInt(100); // a batch is sent by then, and perhaps another
        for (int said = 0; said < more && lines.readLine() != null; said++) {}
        run.destroyForcibly().waitFor();
      }
    }

    IndexReport report = index("here");

    assertThat(report.complete()).isTrue();
    assertThat(report.embedded()).as("what had arrived is not embedded again").isBetween(0L, 400L);
    Path local = temporary.resolve("library");
    indexer().run(local, roots(photos), new IndexProgress());
    assertSame(local);
    assertThat(index("here").unchanged()).isEqualTo(600);
  }

  private Process startVictim() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dsightline.project=" + PROJECT,
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            address.toString(),
            temporary.resolve("here").toString(),
            photos.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Says a line for every picture that was embedded, so that it can be killed between.
  static final class Victim {
    private Victim() {}

    static void main(String[] arguments) {
      var progress = new IndexProgress();
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                for (long said = 0; true; ) {
                  for (; said < progress.embedded(); said++) {
                    System.out.println(said);
                  }
                  Thread.onSpinWait();
                }
              });
      var library =
          ClusterLibrary.open(
              ClusterAddress.parse(arguments[0]),
              Collections.SETTINGS,
              Path.of(arguments[1]),
              false);
      try (var place = new ClusterLocation(library)) {
        indexer().run(place, roots(Path.of(arguments[2])), progress);
      }
    }
  }

  @Test
  void machines_that_index_into_one_collection_leave_each_other_s_photos_alone() throws Exception {
    Path scans = Files.createDirectories(temporary.resolve("scans")).toRealPath();
    picture(photos.resolve("both.png"), 1);
    picture(photos.resolve("mine.png"), 2);
    Files.copy(photos.resolve("both.png"), scans.resolve("both.png"));
    picture(scans.resolve("yours.png"), 3);
    index("here");

    IndexReport there = indexAs("there", scans);

    assertThat(there.embedded()).as("the picture that both have is known").isEqualTo(1);
    assertThat(there.removed()).isZero();
    try (var library = open("here")) {
      assertThat(paths(library)).hasSize(4);
      assertThat(library.size()).isEqualTo(3);
      assertThat(library.state().roots()).hasSize(2);
      library.keepThumbnail(
          library.imageAt(photos.resolve("both.png")).orElseThrow().id(), new byte[] {1, 2, 3});
    }

    Files.delete(photos.resolve("both.png"));
    assertThat(index("here").removed()).isEqualTo(1);

    try (var library = open("here")) {
      IndexedImage left = library.imageAt(scans.resolve("both.png")).orElseThrow();
      assertThat(left.paths()).containsExactly(scans.resolve("both.png"));
      assertThat(library.thumbnail(left.id())).hasValue(new byte[] {1, 2, 3});
      assertThat(library.size()).isEqualTo(3);
    }
  }

  @Test
  void vectors_of_another_model_are_refused_before_a_file_is_opened() throws Exception {
    picture(photos.resolve("p.png"), 1);
    ClusterAddress other = RunningCluster.shared().addressOf("of-another-model");
    Collections.create(other, 1, 1);

    try (var place = new ClusterLocation(Collections.open(other, temporary))) {
      assertThatThrownBy(() -> indexer().run(place, roots(photos), new IndexProgress()))
          .isInstanceOfSatisfying(
              LibraryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_MODEL))
          .hasMessageContainingAll("'plain'", "sightline-tiny");
    }
  }

  @Test
  void a_part_that_does_not_answer_ends_a_run_before_anything_is_embedded() throws Exception {
    picture(photos.resolve("p.png"), 1);
    ClusterAddress halved = RunningCluster.shared().addressOf("halved");
    var plan = new ClusterCreation.Plan(libraryModel(), 2, 1);
    ClusterCreation.create(halved, Collections.SETTINGS, plan);
    RunningCluster.shared().tell("stop 1");
    var progress = new IndexProgress();
    try (var place = new ClusterLocation(Collections.open(halved, temporary))) {
      assertThatThrownBy(() -> indexer().run(place, roots(photos), progress))
          .isInstanceOfSatisfying(
              LibraryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
          .hasMessageContaining("did not answer");
    } finally {
      RunningCluster.shared().tell("start 1");
    }
    assertThat(progress.embedded()).isZero();
    ClusterLibrary library = Collections.open(halved, temporary);
    try (var place = new ClusterLocation(library)) {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (isPartial(library) && System.nanoTime() < end) {
        Thread.sleep(50); // a node that is up again has to open its shards first
      }
      assertThat(indexer().run(place, roots(photos), new IndexProgress()).added()).isEqualTo(1);
    }
  }

  private static boolean isPartial(ClusterLibrary library) {
    return PartialAnswers.watch(() -> library.retriever().listed(List.of(), SortOrder.NAME, 1))
        .partial();
  }

  @Test
  void a_watch_brings_in_what_comes_and_takes_out_what_goes() throws Exception {
    Path first = picture(photos.resolve("first.png"), 1);
    var news = new LinkedBlockingQueue<WatchEvent>();
    try (var place = new ClusterLocation(open("here"));
        var library = open("here")) {
      var watch = new LibraryWatch(indexer(), place, roots(photos), news::add);
      Thread thread = Thread.ofPlatform().daemon().start(watch::run);
      await(news, WatchEvent.Watching.class);

      Path second = picture(photos.resolve("second.png"), 2);
      awaitPaths(library, news, List.of(first, second));
      Files.delete(first);
      awaitPaths(library, news, List.of(second));

      watch.stop();
      thread.join(TimeUnit.MINUTES.toMillis(1));
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static void awaitPaths(
      ClusterLibrary library, LinkedBlockingQueue<WatchEvent> news, List<Path> expected)
      throws InterruptedException {
    while (!paths(library).equals(expected)) {
      await(news, WatchEvent.Ran.class);
    }
  }

  private static void await(LinkedBlockingQueue<WatchEvent> news, Class<? extends WatchEvent> kind)
      throws InterruptedException {
    WatchEvent next;
    do {
      next = news.poll(1, TimeUnit.MINUTES);
      assertThat(next).as("news of " + kind.getSimpleName()).isNotNull();
    } while (!kind.isInstance(next));
  }

  private IndexReport index(String machine) {
    return indexAs(machine, photos);
  }

  private IndexReport indexAs(String machine, Path folder) {
    try (var place = new ClusterLocation(open(machine))) {
      return indexer().run(place, roots(folder), new IndexProgress());
    }
  }

  /// The collection as one of several machines opens it.
  private ClusterLibrary open(String machine) {
    return ClusterLibrary.open(address, Collections.SETTINGS, temporary.resolve(machine), false);
  }

  private static Indexer indexer() {
    return new Indexer(
        MODEL,
        ImageDecoder.create(DecodeLimits.DEFAULT),
        DecodeLimits.DEFAULT,
        IndexSettings.usual("test"));
  }

  private static List<LibraryRoot> roots(Path folder) {
    return List.of(new LibraryRoot(folder, List.of()));
  }

  private static List<Path> paths(ClusterLibrary library) {
    return images(library).values().stream().flatMap(it -> it.paths().stream()).sorted().toList();
  }

  private static Map<String, IndexedImage> images(ClusterLibrary library) {
    library.refresh();
    return library
        .retriever()
        .images(library.retriever().listed(List.of(), SortOrder.NAME, 10_000).ids());
  }

  /// Images, what is known of them, and vectors are those of a library in a folder.
  private void assertSame(Path local) {
    var expected = new TreeMap<String, StoredVector>();
    try (var reader = LibraryReader.open(local);
        var library = open("here")) {
      reader.forEach(it -> expected.put(it.image().id(), it));
      Map<String, IndexedImage> found = images(library);
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      Map<String, float[]> vectors = library.retriever().vectors(List.copyOf(found.keySet()));
      expected.forEach(
          (id, it) -> {
            assertThat(found.get(id)).isEqualTo(it.image());
            assertThat(cosine(Objects.requireNonNull(vectors.get(id)), it.vector()))
                .isGreaterThan(0.99999);
          });
    }
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }

  private static String sidecar(String title) {
    return """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
    <rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
    """
        .formatted(title);
  }

  /// A PNG of its own for each number.
  private static Path picture(Path file, int number) throws IOException {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, number * 2_654_435 + i / 8 * 77 + i % 8 * 1_000);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
