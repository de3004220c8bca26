package dev.sightline.web.api;

import dev.sightline.searcher.Searcher;
import dev.sightline.web.http.Json;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Offers example queries. They are cached until the library changes.
public final class ExampleHandler {
  private final Supplier<Searcher> searcher;
  private final Answers answers;
  private @Nullable ExampleQueries last;

  /// @param searcher gives the searcher of the moment
  /// @param answers caches and computes
  public ExampleHandler(Supplier<Searcher> searcher, Answers answers) {
    this.searcher = searcher;
    this.answers = answers;
  }

  /// The request has no parameters.
  private record Parameters() {}

  /// `GET /api/v1/examples`: `{"examples": […]}`
  public void list(Context context) {
    Searcher asked = searcher.get();
    var question = new Answers.Question(asked, asked.answerToken(), new Parameters(), false);
    Json.answer(
        context, answers.to(question, () -> Json.text(Map.of("examples", queries(asked).find()))));
  }

  /// Computes the examples; blocks while another request embeds the vocabulary.
  private synchronized ExampleQueries queries(Searcher asked) {
    if (last == null || last.searcher() != asked) {
      last = new ExampleQueries(asked);
    }
    return last;
  }
}
