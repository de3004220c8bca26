package dev.sightline.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.download.PullOptions;
import dev.sightline.models.store.download.PullProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls that end well, whatever happens on the way.
class ModelStoreTest {
  private static final String TEXT_MODEL = TestCatalogue.TEXT_MODEL;
  private static final PullOptions IMPATIENT =
      new PullOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ofMillis(1));

  @TempDir private Path temporary;
  private final CatalogueEntry entry = TestCatalogue.entry();
  private MirrorServer mirror;
  private ModelStore store;

  @BeforeEach
  void start() throws IOException {
    mirror = MirrorServer.of(TestCatalogue.FILES);
    store = new ModelStore(temporary.resolve("models"), IMPATIENT);
  }

  @AfterEach
  void stop() {
    mirror.close();
  }

  private PullOutcome pull(CatalogueEntry wanted) {
    return store.pull(wanted, ModelSource.mirror(mirror.address()), PullProgress.NONE);
  }

  private Path part(String file) throws IOException {
    Path path = temporary.resolve("models/.small-clip.part").resolve(file);
    Files.createDirectories(path.getParent());
    return path;
  }

  private static byte[] textModel() throws IOException {
    return Files.readAllBytes(TestCatalogue.FILES.resolve(TEXT_MODEL));
  }

  private void assertTextModelIsRight() {
    assertThat(temporary.resolve("models/small-clip").resolve(TEXT_MODEL))
        .hasSameBinaryContentAs(TestCatalogue.FILES.resolve(TEXT_MODEL));
  }

  @Test
  void a_pulled_model_opens_and_embeds() {
    PullOutcome outcome = pull(entry);

    assertThat(outcome).isInstanceOf(PullOutcome.Installed.class);
    assertThat(outcome.folder()).isEqualTo(temporary.resolve("models/small-clip"));
    assertThat(outcome.bytes()).isEqualTo(entry.bytes().orElseThrow());
    assertThat(temporary.resolve("models")).isDirectoryNotContaining("glob:**/.*");
    try (var model = ClipModel.open(outcome.folder(), ModelOptions.DEFAULT)) {
      assertThat(model.textEncoder().encode("a dog on the beach")).hasSize(32);
      assertThat(model.imageEncoder().dimension()).isEqualTo(32);
    }
  }

  @Test
  void a_pulled_model_is_the_catalogues_byte_for_byte() {
    pull(entry);

    assertThat(store.verify(entry)).hasSize(5).allMatch(FileCheck::good);
  }

  @Test
  void a_cut_connection_goes_on_where_it_stopped() throws IOException {
    mirror.next(TEXT_MODEL, MirrorServer.cutAfter(200_000));

    pull(entry);

    assertThat(mirror.rangesOf(TEXT_MODEL)).hasSize(2).startsWith("");
    long from = Long.parseLong(mirror.rangesOf(TEXT_MODEL).get(1).replaceAll("\\D", ""));
    assertThat(from).isBetween(1L, 200_000L);
    assertTextModelIsRight();
  }

  @Test
  void a_later_pull_goes_on_where_an_earlier_one_stopped() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), Arrays.copyOf(textModel(), 300_000));
    Files.copy(TestCatalogue.FILES.resolve("config.json"), part("config.json"));

    pull(entry);

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("bytes=300000-");
    assertThat(mirror.rangesOf("config.json")).isEmpty();
    assertTextModelIsRight();
  }

  @Test
  void a_server_without_ranges_is_asked_for_the_rest_and_sends_all() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), Arrays.copyOf(textModel(), 300_000));
    mirror.next(TEXT_MODEL, MirrorServer::whole);

    pull(entry);

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("bytes=300000-");
    assertTextModelIsRight();
  }

  @Test
  void a_beginning_that_does_not_belong_to_the_file_is_thrown_away() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), new byte[300_000]);

    pull(entry);

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("bytes=300000-", "");
    assertTextModelIsRight();
  }

  @Test
  void a_beginning_that_is_the_whole_file_is_not_asked_for_again() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), textModel());

    pull(entry);

    assertThat(mirror.rangesOf(TEXT_MODEL)).isEmpty();
    assertTextModelIsRight();
  }

  @Test
  void a_file_of_unknown_size_that_is_here_whole_is_taken_when_the_server_has_no_more()
      throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), textModel());

    pull(withoutSizeOfTextModel());

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("bytes=462237-"); // status 416
    assertTextModelIsRight();
  }

  @Test
  void a_beginning_longer_than_the_servers_file_starts_over() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), new byte[500_000]);

    pull(withoutSizeOfTextModel());

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("bytes=500000-", ""); // status 416
    assertTextModelIsRight();
  }

  private static CatalogueEntry withoutSizeOfTextModel() {
    var known = TestCatalogue.entry().files().getLast();
    return TestCatalogue.with(
        new CatalogueEntry.File(known.name(), OptionalLong.empty(), known.sha256()));
  }

  @Test
  void a_file_of_unknown_hash_never_goes_on_where_it_stopped() throws IOException {
    Files.write(part(TEXT_MODEL + ".part"), new byte[300_000]);
    var known = entry.files().getLast();

    pull(
        TestCatalogue.with(new CatalogueEntry.File(known.name(), known.bytes(), Optional.empty())));

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("");
    assertTextModelIsRight();
  }

  @Test
  void a_server_that_is_busy_is_asked_again() {
    mirror.next(TEXT_MODEL, MirrorServer.status(503), MirrorServer.status(429));

    pull(entry);

    assertTextModelIsRight();
  }

  @Test
  void a_redirect_is_followed() {
    mirror.next(
        "config.json",
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "/m/./config.json");
          exchange.sendResponseHeaders(302, -1);
        });

    pull(entry);

    assertThat(store.verify(entry)).allMatch(FileCheck::good);
  }

  @Test
  void a_model_that_is_here_is_not_brought_again() {
    pull(entry);
    int before = mirror.asked().size();

    assertThat(pull(entry)).isInstanceOf(PullOutcome.AlreadyThere.class);
    assertThat(mirror.asked()).hasSize(before);
  }

  @Test
  void a_folder_can_be_the_mirror() {
    store.pull(entry, ModelSource.mirror(TestCatalogue.FILES.toString()), PullProgress.NONE);

    assertThat(store.verify(entry)).allMatch(FileCheck::good);
  }

  @Test
  void a_mirror_may_lay_its_files_out_by_repository_and_revision() {
    var web = new ModelSource.Web("https://mirror.example/{repo}/at/{revision}/{file}?raw=1");

    assertThat(web.of(entry, entry.files().getLast(), "1234"))
        .hasToString("https://mirror.example/owner/small-clip/at/1234/onnx/text_model.onnx?raw=1");
  }

  @Test
  void progress_counts_the_whole_model() {
    List<Long> seen = new ArrayList<>();

    store.pull(entry, ModelSource.mirror(mirror.address()), (_, bytes) -> seen.add(bytes));

    assertThat(seen).isSorted().endsWith(entry.bytes().orElseThrow());
  }

  @Test
  void verifying_names_what_is_missing_and_what_is_different() throws IOException {
    Path model = pull(entry).folder();
    Files.delete(model.resolve("config.json"));
    Files.writeString(model.resolve("preprocessor_config.json"), "{}");

    assertThat(store.verify(entry))
        .filteredOn(check -> !check.good())
        .containsExactly(
            new FileCheck.Missing("config.json"),
            new FileCheck.Different("preprocessor_config.json", "520 bytes", "2 bytes"));
  }

  @Test
  void two_pulls_of_one_model_do_not_mix() {
    mirror.next(
        "config.json",
        (exchange, content) -> {
          assertThatThrownBy(() -> pull(entry))
              .hasMessage(
                  "Another sightline is pulling small-clip just now. Wait for it, or stop it.");
          MirrorServer.whole(exchange, content);
        });

    pull(entry);

    assertThat(store.verify(entry)).allMatch(FileCheck::good);
    assertThat(mirror.rangesOf("config.json")).hasSize(1);
  }
}
