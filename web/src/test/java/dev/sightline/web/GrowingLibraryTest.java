package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.WebOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered between questions (answers, rankings, evidence) is never older than what the
/// server has seen of its library, also while the library grows and is asked the same again and
/// again.
class GrowingLibraryTest {
  private static final int FIRST = 3;

  /// The same question as a whole answer, as a page that is cut from a remembered ranking, and
  /// within a filter.
  private static final List<Asked> QUESTIONS =
      List.of(
          new Asked("q=an+animal+min:0", 0),
          new Asked("q=an+animal+min:0&from=1", 1),
          new Asked("q=an+animal+min:0+width:%3E1", 0));

  /// @param passedOver how many hits the answer leaves out at its beginning
  private record Asked(String parameters, int passedOver) {}

  @Test
  void no_answer_is_older_than_one_that_was_given_before(@TempDir Path folder) throws Exception {
    List<String> photos = SampleLibrary.PHOTOS.subList(0, 7);
    var committed = new AtomicInteger(FIRST);
    var ended = new AtomicBoolean();
    try (var library = SampleLibrary.of(folder, photos.subList(0, FIRST));
        var server = library.serve(WebOptions.anyPort());
        var client = new Client(server);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Future<Integer>>();
      for (Asked question : QUESTIONS) {
        asking.add(callers.submit(askUntil(ended, client, question, committed)));
      }
      for (String photo : photos.subList(FIRST, photos.size())) {
        library.add(photo);
        library.reader().refresh();
        committed.incrementAndGet();
      }
      ended.set(true);

      for (Future<Integer> answers : asking) {
        assertThat(answers.get()).isPositive();
      }
      for (Asked question : QUESTIONS) {
        assertThat(hits(client, question)).isEqualTo(photos.size());
      }
    }
  }

  private static Callable<Integer> askUntil(
      AtomicBoolean ended, Client client, Asked question, AtomicInteger committed) {
    return () -> {
      int answers = 0;
      while (!ended.get()) {
        int atLeast = committed.get();
        assertThat(hits(client, question))
            .as(question.parameters())
            .isGreaterThanOrEqualTo(atLeast);
        answers++;
      }
      return answers;
    };
  }

  private static int hits(Client client, Asked question) throws Exception {
    JsonNode answer = Client.json(client.get("/api/v1/search?k=50&" + question.parameters()));
    return question.passedOver() + answer.at("/hits").size();
  }
}
