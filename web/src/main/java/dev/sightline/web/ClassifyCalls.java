package dev.sightline.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageSource;
import dev.sightline.images.UnreadableImageException;
import dev.sightline.models.EncodingException;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier.Scored;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tells which of some labels a picture shows: one that is sent, or some of the library.
final class ClassifyCalls {
  private final Supplier<Searcher> searcher;
  private final BoundedWork work;
  private final Duration uploadPatience;
  private final ImageDecoder uploads = ImageDecoder.forSingleImages(WebOptions.UPLOAD_LIMITS);

  /// @param work where labels and pictures are encoded
  ClassifyCalls(Supplier<Searcher> searcher, BoundedWork work, Duration uploadPatience) {
    this.searcher = searcher;
    this.work = work;
    this.uploadPatience = uploadPatience;
  }

  /// `POST /api/v1/classify`: a form with `image` and `labels` (with commas between them), or the
  /// object `{"labels": […], "ids": […]}`. The answer is `{"items": [{"id", "labels"}]}`, the
  /// likeliest label first; a picture that was sent has no id.
  ///
  /// @throws ApiException 404 if an id is not in the library
  void classify(Context context) {
    Searcher asked = searcher.get();
    if (context.isMultipartFormData()) {
      ImageSource picture = Upload.read(context, uploadPatience);
      var labels = ClassifyWish.labels(context.formParamMap());
      answer(context, asked, labels, classifier -> List.of(sent(asked, picture, classifier)));
    } else {
      JsonNode body = Json.body(context);
      var wish = ClassifyWish.of(body);
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
      ClassifyWish wish,
      Function<ZeroShotClassifier, List<Map<String, Object>>> items) {
    var found =
        work.call(
            () ->
                items.apply(
                    ZeroShotClassifier.of(
                        asked.model(), wish.labels(), PromptTemplates.openai7())));
    Json.answer(context, Map.of("items", found));
  }

  private Map<String, Object> sent(
      Searcher asked, ImageSource picture, ZeroShotClassifier classifier) {
    var encoder = asked.model().imageEncoder();
    int shortSide = encoder.preprocessor().preprocessing().decodeShortSide();
    try {
      float[] vector = encoder.encode(uploads.decode(picture, shortSide).pixels());
      return Map.of("labels", describe(classifier.classify(vector)));
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    } catch (EncodingException e) {
      throw new ApiException(ApiException.UNREADABLE, "The model can make nothing of the picture.");
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
