package dev.sightline.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.testkit.Project;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.SearchParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
  private static final Path PROJECT = Project.root();

  private final BoundedWork work = new BoundedWork(1, 1, Duration.ofSeconds(30));
  private final Answers answers = new Answers(work);
  private SampleLibrary library;
  private ClipModel model;
  private Searcher searcher;

  @BeforeEach
  void indexOnePhoto(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of("stamps/zebra.jpg"));
    model = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
    searcher =
        Searcher.of(
            model,
            new LuceneLibrary(library.reader()),
            ImageDecoder.forSingleImages(DecodeLimits.DEFAULT));
  }

  @AfterEach
  void close() {
    work.close();
    model.close();
    library.close();
  }

  private Answers.Question question(String query, long commit) {
    return new Answers.Question(
        searcher, commit, new SearchParameters(query, 20, false, false, Optional.empty(), 0), true);
  }

  @Test
  void the_same_question_at_once_is_answered_once() throws Exception {
    var asked = new AtomicInteger();
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Supplier<String> answering =
        () -> {
          begun.countDown();
          await(goOn);
          return "answer " + asked.incrementAndGet();
        };
    var first = CompletableFuture.supplyAsync(() -> answers.to(question("cat", 1), answering));
    begun.await();
    int others = 5;
    var asking = new java.util.ArrayList<Thread>();
    var rest =
        java.util.stream.IntStream.range(0, others)
            .mapToObj(
                _ -> {
                  var answer = new CompletableFuture<String>();
                  asking.add(
                      Thread.startVirtualThread(
                          () -> answer.complete(answers.to(question("cat", 1), answering))));
                  return answer;
                })
            .toList();
    // only who waits for the first answer is sure to have come before it
    while (!asking.stream().allMatch(AnswersTest::isWaiting)) {
      Thread.onSpinWait();
    }
    goOn.countDown();

    assertThat(first.get()).isEqualTo("answer 1");
    for (var answer : rest) {
      assertThat(answer.get()).isEqualTo("answer 1");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void an_answer_is_kept_until_the_library_changes() {
    var asked = new AtomicInteger();
    Supplier<String> answering = () -> "answer " + asked.incrementAndGet();

    assertThat(answers.to(question("cat", 1), answering)).isEqualTo("answer 1");
    assertThat(answers.to(question("cat", 1), answering)).isEqualTo("answer 1");
    assertThat(answers.to(question("dog", 1), answering)).isEqualTo("answer 2");
    assertThat(answers.to(question("cat", 2), answering)).isEqualTo("answer 3");
  }

  @Test
  void what_cannot_be_answered_is_asked_again() {
    assertThatThrownBy(
            () ->
                answers.to(
                    question("cat", 1),
                    () -> {
                      throw new IllegalArgumentException("not now");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not now");

    assertThat(answers.to(question("cat", 1), () -> "now")).isEqualTo("now");
  }

  @Test
  void a_question_for_which_there_is_no_room_is_refused_at_once() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var running =
        work.start(
            () -> {
              begun.countDown();
              await(goOn);
              return 1;
            });
    begun.await();
    var waiting = work.start(() -> 2);

    assertThatThrownBy(() -> answers.to(question("cat", 1), () -> "never"))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(503);
              assertThat(refused.retryAfter()).isPresent();
            });

    goOn.countDown();
    assertThat(running.get() + waiting.get()).isEqualTo(3);
    assertThat(answers.to(question("cat", 1), () -> "later")).isEqualTo("later");
  }

  @Test
  void whoever_waits_too_long_is_told_to_come_again() {
    try (var impatient = new BoundedWork(1, 1, Duration.ofMillis(1))) {
      var never = new CompletableFuture<String>();

      assertThatThrownBy(() -> impatient.await(never))
          .isInstanceOfSatisfying(
              ApiException.class, refused -> assertThat(refused.status()).isEqualTo(503));
    }
  }

  @Test
  void closing_waits_for_what_runs_and_forgets_what_waits() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var ended = new AtomicInteger();
    var closed = new BoundedWork(1, 1, Duration.ofSeconds(30));
    var _ =
        closed.start(
            () -> {
              begun.countDown();
              await(goOn);
              return ended.incrementAndGet();
            });
    begun.await();
    var _ = closed.start(ended::incrementAndGet);

    var closing = Thread.startVirtualThread(closed::close);
    while (closed.waiting() > 0) {
      Thread.onSpinWait(); // until it has forgotten the second
    }
    goOn.countDown();
    closing.join();

    assertThat(ended).hasValue(1);
    assertThatThrownBy(() -> closed.start(() -> 3))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.status()).isEqualTo(503));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody should interrupt a search", e);
    }
  }
}
