package dev.sightline.web.concepts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier.Scored;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.Upload;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Classifies an uploaded image, or images of the library, by given labels.
public final class ClassifyHandler {
  private final Supplier<Searcher> searcher;
  private final BoundedWork work;
  private final Duration uploadPatience;

  /// @param work runs the encoding of labels and images
  public ClassifyHandler(Supplier<Searcher> searcher, BoundedWork work, Duration uploadPatience) {
    this.searcher = searcher;
    this.work = work;
    this.uploadPatience = uploadPatience;
  }

  /// `POST /api/v1/classify`: a form with `image` and `labels` (separated by commas), or the object
  /// `{"labels": […], "ids": […]}`. The answer is `{"items": [{"id", "labels"}]}` with the most
  /// probable label first; an uploaded image has no id.
  ///
  /// @throws ApiException 404 if an id is not in the library
  public void classify(Context context) {
    Searcher asked = searcher.get();
    if (context.isMultipartFormData()) {
      ImageSource picture = Upload.read(context, uploadPatience);
      var labels = ClassifyRequest.labels(context.formParamMap());
      answer(context, asked, labels, classifier -> List.of(sent(asked, picture, classifier)));
    } else {
      JsonNode body = Json.body(context);
      var wish = ClassifyRequest.of(body);
      answer(
          context,
          asked,
          wish,
          classifier -> wish.ids().stream().map(id -> ofLibrary(asked, id, classifier)).toList());
    }
  }

  private void answer(
      Context context,
      Searcher asked,
      ClassifyRequest wish,
      Function<ZeroShotClassifier, List<Map<String, Object>>> items) {
    var found =
        work.call(() -> items.apply(asked.classifier(wish.labels(), PromptTemplates.openai7())));
    Json.answer(context, Map.of("items", found));
  }

  private static Map<String, Object> sent(
      Searcher asked, ImageSource picture, ZeroShotClassifier classifier) {
    try {
      return Map.of("labels", describe(classifier.classify(asked.embedding(picture))));
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    }
  }

  private static Map<String, Object> ofLibrary(
      Searcher asked, String id, ZeroShotClassifier classifier) {
    float[] vector = asked.library().stored(id).orElseThrow(ApiException::unknownImage).vector();
    return Map.of("id", id, "labels", describe(classifier.classify(vector)));
  }

  private static List<Map<String, Object>> describe(List<Scored> labels) {
    return labels.stream()
        .<Map<String, Object>>map(
            it -> Map.of("label", it.label().name(), "probability", it.probability()))
        .toList();
  }
}
