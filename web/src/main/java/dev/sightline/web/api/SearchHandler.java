package dev.sightline.web.api;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.searcher.AnswerJson;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.http.Upload;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.metrics.Metrics;
import dev.sightline.web.security.Caller;
import dev.sightline.web.security.CallerView;
import dev.sightline.web.security.LocationPrivacy;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Supplier;

/// Searches by text, by content ids, and by an uploaded image.
public final class SearchHandler {
  private final Supplier<Searcher> searcher;
  private final SearchedLibrary library;
  private final Answers answers;
  private final BoundedWork decodes;
  private final Metrics metrics;
  private final WebOptions options;
  private final Duration uploadPatience;

  /// Decodes the uploaded image again when a query fails, to tell a faulty image from a faulty
  /// query.
  private final ImageDecoder uploads = ImageDecoder.forSingleImages(WebOptions.UPLOAD_LIMITS);

  /// @param decodes runs the decoding of uploaded images and the searches with them
  public SearchHandler(
      Supplier<Searcher> searcher,
      SearchedLibrary library,
      Answers answers,
      BoundedWork decodes,
      Metrics metrics,
      WebOptions options,
      Duration uploadPatience) {
    this.searcher = searcher;
    this.library = library;
    this.answers = answers;
    this.decodes = decodes;
    this.metrics = metrics;
    this.options = options;
    this.uploadPatience = uploadPatience;
  }

  /// `GET /api/v1/search?q=&k=&exact=&collapse=&cursor=`
  public void byQuery(Context context) {
    answer(context, SearchParameters.of(context.queryParamMap()));
  }

  /// `GET /api/v1/images/{id}/similar?q=&k=&exact=&collapse=&cursor=`
  public void similar(Context context) {
    String id = context.pathParam("id");
    if (!library.contains(id)) {
      throw ApiException.unknownImage();
    }
    answer(context, SearchParameters.of(context.queryParamMap()).like(id));
  }

  private void answer(Context context, SearchParameters parameters) {
    SearchRequest request = parameters.request();
    LocationPrivacy.require(options, request.query());
    var view = CallerView.of(Caller.attachedTo(context), options);
    Searcher asked = searcher.get();
    var question = new Answers.Question(asked, asked.answerToken(), parameters, view.paths());
    Json.answer(
        context,
        answers.to(question, () -> AnswerJson.write(search(asked, request), view.fields())));
  }

  /// `POST /api/v1/search`: a multipart form with `image` and optionally the parameters of a
  /// search.
  public void byPicture(Context context) {
    ImageSource picture = Upload.read(context, uploadPatience);
    SearchRequest request =
        SearchParameters.of(context.formParamMap()).request().withPicture(picture);
    LocationPrivacy.require(options, request.query());
    var view = CallerView.of(Caller.attachedTo(context), options);
    Searcher asked = searcher.get();
    Json.answer(
        context, decodes.call(() -> AnswerJson.write(search(asked, request), view.fields())));
  }

  /// The searcher reports an unreadable image as a query that cannot be answered. HTTP
  /// distinguishes the two by status, so the image is decoded once more to find out which it was.
  private Answer search(Searcher asked, SearchRequest request) {
    long start = System.nanoTime();
    try {
      Answer answer = asked.search(request);
      metrics.searched(answer.strategy(), Duration.ofNanos(System.nanoTime() - start));
      return answer;
    } catch (QueryException e) {
      request.pictures().forEach(this::requireReadable);
      throw e;
    }
  }

  private void requireReadable(ImageSource picture) {
    try {
      uploads.decode(picture, 1);
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    }
  }
}
