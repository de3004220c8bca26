package dev.sightline.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files come side by side, and one that fails stops the others.
class ParallelPullTest {
  private static final String TEXT_MODEL = TestCatalogue.TEXT_MODEL;
  private static final String IMAGE_MODEL = "onnx/vision_model.onnx";

  /// Nothing here waits as long as this, unless it hangs.
  private static final PullOptions PATIENT =
      new PullOptions(Duration.ofMinutes(5), Duration.ofMinutes(5), 2, Duration.ofMillis(1));

  @TempDir private Path temporary;
  private final CatalogueEntry entry = TestCatalogue.entry();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private MirrorServer mirror;
  private ModelStore store;

  @BeforeEach
  void start() throws IOException {
    mirror = MirrorServer.of(TestCatalogue.FILES);
    store = new ModelStore(temporary.resolve("models"), PATIENT);
  }

  @AfterEach
  void stop() {
    testIsOver.countDown();
    mirror.close();
  }

  private PullOutcome pull() {
    return store.pull(entry, ModelSource.mirror(mirror.address()), PullProgress.NONE);
  }

  @Test
  void the_two_large_files_come_at_the_same_time() {
    var both = new CountDownLatch(2);
    MirrorServer.Answer meet =
        (exchange, content) -> {
          both.countDown();
          await(both);
          MirrorServer.whole(exchange, content);
        };
    mirror.next(IMAGE_MODEL, meet);
    mirror.next(TEXT_MODEL, meet);

    pull(); // would never end if the second waited for the first

    assertThat(store.verify(entry)).allMatch(FileCheck::good);
  }

  @Test
  void a_file_that_fails_stops_the_others_and_what_arrived_of_them_is_kept() {
    var someArrived = new CountDownLatch(1);
    mirror.next(
        TEXT_MODEL,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 100_000);
          exchange.getResponseBody().flush();
          someArrived.countDown();
          await(testIsOver); // the rest never comes
        });
    mirror.next(
        IMAGE_MODEL,
        (exchange, _) -> {
          await(someArrived);
          exchange.sendResponseHeaders(404, -1);
        });

    assertThatThrownBy(this::pull)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("onnx/vision_model.onnx is not to be had");

    assertThat(temporary.resolve("models/small-clip")).doesNotExist();
    assertThat(temporary.resolve("models/.small-clip.part/config.json")).exists();
    pull();
    assertThat(store.verify(entry)).allMatch(FileCheck::good);
    assertThat(mirror.rangesOf("config.json")).hasSize(1);
  }

  @Test
  void a_slow_drip_is_no_stall() {
    mirror.next(
        "config.json",
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          for (byte one : content) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
          }
        });

    pull();

    assertThat(mirror.rangesOf("config.json")).hasSize(1);
    assertThat(store.verify(entry)).allMatch(FileCheck::good);
  }

  @Test
  void a_pull_that_is_interrupted_says_so_and_keeps_what_arrived() throws Exception {
    var started = new CountDownLatch(1);
    mirror.next(
        TEXT_MODEL,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          started.countDown();
          await(testIsOver);
        });
    var failure = new java.util.concurrent.CompletableFuture<Throwable>();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    pull();
                    failure.complete(new AssertionError("it was not interrupted"));
                  } catch (StoreException e) {
                    failure.complete(e);
                  }
                });
    started.await();
    thread.interrupt();

    assertThat(failure.get()).hasMessage("Pulling small-clip was stopped; run it again to go on.");
    assertThat(store.unfinished())
        .extracting(ModelStore.Unfinished::name)
        .containsExactly("small-clip");
  }

  @Test
  void an_unfinished_pull_is_listed_and_can_be_removed() throws IOException {
    Path part = Files.createDirectories(temporary.resolve("models/.small-clip.part/onnx"));
    Files.write(part.resolve("vision_model.onnx.part"), new byte[1000]);

    assertThat(store.unfinished()).containsExactly(new ModelStore.Unfinished("small-clip", 1000));
    assertThat(store.remove("small-clip")).hasValue(1000L);
    assertThat(temporary.resolve("models")).isEmptyDirectory();
    assertThat(store.remove("small-clip")).isEmpty();
  }

  @Test
  void a_removed_model_is_gone_with_all_its_files() {
    pull();

    assertThat(store.remove("small-clip").orElseThrow()).isGreaterThan(entry.bytes().orElseThrow());
    assertThat(temporary.resolve("models")).isEmptyDirectory();
  }

  @Test
  void removing_a_link_leaves_what_it_leads_to() throws IOException {
    Path mine = Files.createDirectories(temporary.resolve("mine"));
    Files.writeString(mine.resolve("config.json"), "{}");
    Files.createDirectories(temporary.resolve("models"));
    Files.createSymbolicLink(temporary.resolve("models/linked"), mine);

    assertThat(store.remove("linked")).isPresent();

    assertThat(temporary.resolve("models/linked")).doesNotExist();
    assertThat(mine.resolve("config.json")).exists();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
