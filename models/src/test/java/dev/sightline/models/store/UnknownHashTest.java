package dev.sightline.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.models.store.download.PullOptions;
import dev.sightline.models.store.download.PullProgress;
import dev.sightline.models.store.download.PullReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of which the catalogue knows no hash, no size or no revision.
class UnknownHashTest {
  private static final String TEXT_MODEL = TestCatalogue.TEXT_MODEL;
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final PullOptions IMPATIENT =
      new PullOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofMillis(1));

  @TempDir private Path temporary;
  private Path served;
  private MirrorServer mirror;
  private ModelStore store;

  @BeforeEach
  void start() throws IOException {
    served = temporary.resolve("served");
    for (var file : TestCatalogue.entry().files()) {
      Path copy = served.resolve(file.name());
      Files.createDirectories(copy.getParent());
      Files.copy(TestCatalogue.FILES.resolve(file.name()), copy);
    }
    mirror = MirrorServer.of(served);
    store = new ModelStore(temporary.resolve("models"), IMPATIENT);
  }

  @AfterEach
  void stop() {
    mirror.close();
  }

  /// The small model without anything that could be checked.
  private static CatalogueEntry entry() {
    var known = TestCatalogue.entry();
    return new CatalogueEntry(
        known.name(),
        known.repository(),
        Optional.empty(),
        known.address(),
        known.files().stream()
            .map(it -> new CatalogueEntry.File(it.name(), OptionalLong.empty(), Optional.empty()))
            .toList(),
        known.dimension(),
        known.languages(),
        known.licence(),
        known.note(),
        Map.of(),
        OptionalDouble.of(48.5));
  }

  private PullReceipt pull() {
    return pull(mirror.address());
  }

  private PullReceipt pull(String from) {
    var outcome = store.pull(entry(), ModelSource.mirror(from), PullProgress.NONE);
    return ((PullOutcome.Installed) outcome).receipt();
  }

  @Test
  void what_arrives_is_noted_and_compared_with_later() throws IOException {
    PullReceipt receipt = pull();

    assertThat(receipt.unverified()).hasSize(5);
    assertThat(receipt.files())
        .filteredOn(item -> item.name().equals(TEXT_MODEL))
        .extracting(PullReceipt.Item::sha256)
        .containsExactly(TestCatalogue.entry().files().getLast().sha256().orElseThrow());
    assertThat(store.verify(entry()))
        .hasSize(5)
        .allMatch(
            check ->
                check instanceof FileCheck.Same(_, var with)
                    && with == FileCheck.ComparedWith.FIRST_PULL);

    Path model = temporary.resolve("models/small-clip");
    byte[] spoiled = Files.readAllBytes(model.resolve(TEXT_MODEL));
    spoiled[100] ^= 1;
    Files.write(model.resolve(TEXT_MODEL), spoiled);
    assertThat(store.verify(entry()))
        .filteredOn(check -> !check.good())
        .extracting(FileCheck::file)
        .containsExactly(TEXT_MODEL);
  }

  @Test
  void without_its_note_a_model_is_only_looked_for() throws IOException {
    pull();
    Files.delete(temporary.resolve("models/small-clip/pulled.json"));

    assertThat(store.verify(entry()))
        .allMatch(
            check ->
                check instanceof FileCheck.Same(_, var with)
                    && with == FileCheck.ComparedWith.SIZE);
  }

  @Test
  void the_learned_scale_of_the_catalogue_lies_beside_the_model() throws IOException {
    pull();

    assertThat(temporary.resolve("models/small-clip/sightline.json"))
        .hasContent("{\"logitScale\": 48.5}");
  }

  @Test
  void a_cut_connection_goes_on_if_the_server_says_it_is_the_same_file() {
    mirror.next(TEXT_MODEL, tagged("\"a\"", 200_000), MirrorServer::withRanges);

    pull();

    assertThat(mirror.rangesOf(TEXT_MODEL)).hasSize(2);
    assertThat(mirror.rangesOf(TEXT_MODEL).get(1)).startsWith("bytes=");
    assertThat(mirror.conditionsOf(TEXT_MODEL)).containsExactly("", "\"a\"");
    assertThat(temporary.resolve("models/small-clip").resolve(TEXT_MODEL))
        .hasSameBinaryContentAs(served.resolve(TEXT_MODEL));
    assertThat(temporary.resolve("models/small-clip/onnx"))
        .isDirectoryNotContaining("glob:**.etag");
  }

  @Test
  void a_file_that_changed_in_between_starts_over() {
    // A server that has another file now ignores the range and sends all of it.
    mirror.next(TEXT_MODEL, tagged("\"a\"", 200_000), MirrorServer::whole);

    pull();

    assertThat(temporary.resolve("models/small-clip").resolve(TEXT_MODEL))
        .hasSameBinaryContentAs(served.resolve(TEXT_MODEL));
  }

  @Test
  void a_weak_tag_does_not_join_pieces() {
    mirror.next(TEXT_MODEL, tagged("W/\"a\"", 200_000), MirrorServer::withRanges);

    pull();

    assertThat(mirror.rangesOf(TEXT_MODEL)).containsExactly("", "");
  }

  private static MirrorServer.Answer tagged(String tag, int bytes) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("ETag", tag);
      MirrorServer.cutAfter(bytes).give(exchange, content);
    };
  }

  @Test
  void an_unknown_revision_becomes_the_one_that_the_server_names() throws IOException {
    Path atCommit = served.resolve("owner/small-clip").resolve(COMMIT);
    for (var file : TestCatalogue.entry().files()) {
      Path copy = atCommit.resolve(file.name());
      Files.createDirectories(copy.getParent());
      Files.copy(TestCatalogue.FILES.resolve(file.name()), copy);
    }
    Path atBranch = served.resolve("owner/small-clip/main/config.json");
    Files.createDirectories(atBranch.getParent());
    Files.writeString(atBranch, "{}");
    mirror.next(
        "owner/small-clip/main/config.json",
        (exchange, _) -> {
          exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
          exchange.sendResponseHeaders(200, -1);
        });

    PullReceipt receipt = pull(mirror.address() + "/{repo}/{revision}/{file}");

    assertThat(receipt.revisions()).isEqualTo(Map.of("owner/small-clip", COMMIT));
    assertThat(receipt.unpinned()).isEmpty();
    assertThat(temporary.resolve("models/small-clip/config.json"))
        .hasSameBinaryContentAs(TestCatalogue.FILES.resolve("config.json"));
  }

  @Test
  void a_server_that_names_none_gives_its_branch_and_that_is_said() {
    assertThat(pull().unpinned()).isEqualTo(List.of("owner/small-clip"));
  }

  @Test
  void what_came_from_another_mirror_and_cannot_be_checked_is_not_mixed_in() throws IOException {
    Path part = Files.createDirectories(temporary.resolve("models/.small-clip.part"));
    Files.writeString(part.resolve("config.json"), "of another mirror");
    Files.writeString(part.resolve(".source"), "https://another.example");

    pull();

    assertThat(temporary.resolve("models/small-clip/config.json"))
        .hasSameBinaryContentAs(served.resolve("config.json"));
  }

  @Test
  void two_repositories_go_into_one_folder() throws IOException {
    var origin = new CatalogueEntry.Origin("owner/texts", Optional.of("2"), "model.onnx");
    var file =
        new CatalogueEntry.File(
            "text/model.onnx", OptionalLong.empty(), Optional.empty(), Optional.of(origin));
    var web = new ModelSource.Web("https://h.example/{repo}/{revision}/{file}");
    var flat = new ModelSource.Web("https://h.example/mine");

    assertThat(web.of(TestCatalogue.of(file), file, "2"))
        .hasToString("https://h.example/owner/texts/2/model.onnx");
    assertThat(flat.of(TestCatalogue.of(file), file, "2"))
        .hasToString("https://h.example/mine/text/model.onnx");
  }

  @Test
  void nothing_is_installed_when_the_store_cannot_be_written() throws IOException {
    Files.writeString(temporary.resolve("models"), "a file where the store should be");

    assertThatThrownBy(this::pull)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written");
  }
}
