package dev.sightline.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.models.store.download.PullOptions;
import dev.sightline.models.store.download.PullProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls that fail: nothing is installed, and the message says what to do.
class ModelStoreErrorsTest {
  private static final String TEXT_MODEL = TestCatalogue.TEXT_MODEL;
  private static final PullOptions IMPATIENT =
      new PullOptions(Duration.ofSeconds(5), Duration.ofMillis(200), 2, Duration.ofMillis(1));

  @TempDir private Path temporary;
  private final CatalogueEntry entry = TestCatalogue.entry();
  private MirrorServer mirror;
  private Path models;

  @BeforeEach
  void start() throws IOException {
    mirror = MirrorServer.of(TestCatalogue.FILES);
    models = temporary.resolve("models");
  }

  @AfterEach
  void stop() {
    mirror.close();
    assertThat(models.resolve("small-clip/config.json")).doesNotExist();
  }

  private ThrowingCallable pull(CatalogueEntry wanted, String from) {
    return () ->
        new ModelStore(models, IMPATIENT).pull(wanted, ModelSource.mirror(from), PullProgress.NONE);
  }

  @Test
  void wrong_bytes_are_thrown_away() {
    mirror.next(TEXT_MODEL, MirrorServer::wrongBytes);

    assertThatThrownBy(pull(entry, mirror.address()))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "Model file onnx/text_model.onnx from %s/onnx/text_model.onnx is not the one the"
                    .formatted(mirror.address())
                + " catalogue knows: expected SHA-256 %s, found SHA-256 "
                    .formatted(entry.files().getLast().sha256().orElseThrow()))
        .hasMessageEndingWith(
            "It was thrown away and nothing was installed. Run it again, or take the files from"
                + " elsewhere: sightline models pull small-clip --from URL|DIR");
    assertThat(models.resolve(".small-clip.part/onnx/text_model.onnx")).doesNotExist();
    assertThat(models.resolve(".small-clip.part/onnx/text_model.onnx.part")).doesNotExist();
  }

  @Test
  void another_size_is_noticed_before_the_bytes_are_read() {
    var other = TestCatalogue.file(TEXT_MODEL, 99, "0".repeat(64));

    assertThatThrownBy(pull(TestCatalogue.with(other), mirror.address()))
        .hasMessageContaining("expected 99 bytes, found 462,237 bytes");
  }

  @Test
  void a_file_that_is_not_there_is_named_with_its_address() {
    var missing = TestCatalogue.of(TestCatalogue.file("nowhere.json", 1, "0".repeat(64)));

    assertThatThrownBy(pull(missing, mirror.address()))
        .hasMessage(
            "Model file nowhere.json is not to be had at %s/nowhere.json: HTTP status 404, expected"
                    .formatted(mirror.address())
                + " 200. Nothing was installed. Try again later, or take the files from elsewhere:"
                + " sightline models pull small-clip --from URL|DIR");
    assertThat(mirror.asked()).hasSize(1);
    assertThatThrownBy(pull(missing, TestCatalogue.FILES.toString()))
        .hasMessageStartingWith(
            "Model file %s is not there.".formatted(TestCatalogue.FILES.resolve("nowhere.json")));
  }

  @Test
  void a_connection_that_stalls_ends_in_a_clear_error() {
    var testIsOver = new CountDownLatch(1);
    MirrorServer.Answer stall =
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 10);
          exchange.getResponseBody().flush();
          await(testIsOver);
        };
    mirror.next("config.json", stall, stall);

    assertThatThrownBy(pull(entry, mirror.address()))
        .hasMessageStartingWith(
            "Model file config.json could not be read whole from %s/config.json, after 2 attempts:"
                    .formatted(mirror.address())
                + " nothing arrived for 200 ms")
        .hasMessageEndingWith(
            "what arrived is kept. Go on where it stopped with: sightline models pull small-clip");
    testIsOver.countDown();
    assertThat(models.resolve(".small-clip.part/config.json.part")).hasSize(10);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Test
  void a_connection_that_is_cut_again_and_again_is_given_up() {
    mirror.next(TEXT_MODEL, MirrorServer.cutAfter(10), MirrorServer.cutAfter(10));

    assertThatThrownBy(pull(entry, mirror.address()))
        .hasMessageContaining("after 2 attempts: the connection broke off");
    assertThat(mirror.rangesOf(TEXT_MODEL)).hasSize(2);
  }

  @Test
  void a_server_that_is_not_there_is_named() throws IOException {
    String gone;
    try (var other = MirrorServer.of(TestCatalogue.FILES)) {
      gone = other.address();
    }

    assertThatThrownBy(pull(entry, gone))
        .hasMessageContaining("from " + gone)
        .hasMessageContaining("after 2 attempts: no connection");
  }

  @Test
  void a_store_that_is_a_file_is_named() throws IOException {
    Files.writeString(models, "not a folder");

    assertThatThrownBy(pull(entry, mirror.address()))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("%s cannot be written: ".formatted(models))
        .hasMessageContaining("Nothing was installed.");
    assertThat(mirror.asked()).isEmpty();
  }

  @Test
  void a_model_without_room_for_it_is_not_begun() {
    var huge = TestCatalogue.file(TEXT_MODEL, Long.MAX_VALUE / 2, "0".repeat(64));

    assertThatThrownBy(pull(TestCatalogue.with(huge), mirror.address()))
        .hasMessageStartingWith(
            "There is no room for small-clip in %s: expected ".formatted(models));
    assertThat(mirror.asked()).isEmpty();
  }

  @Test
  void a_folder_of_that_name_with_something_else_in_it_is_left_alone() throws IOException {
    Path mine = Files.createDirectories(models.resolve("small-clip"));
    Files.writeString(mine.resolve("letter.txt"), "dear");

    assertThatThrownBy(pull(entry, mirror.address()))
        .hasMessage(
            ("%s is in the way: it lacks config.json. Nothing was installed. Move it elsewhere or"
                    + " delete it, then run it again.")
                .formatted(mine));
    assertThat(mine).isDirectoryContaining("glob:**letter.txt");
  }
}
