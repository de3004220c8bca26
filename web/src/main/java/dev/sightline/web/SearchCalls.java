package dev.sightline.web;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageSource;
import dev.sightline.images.UnreadableImageException;
import dev.sightline.searcher.Answer;
import dev.sightline.searcher.AnswerJson;
import dev.sightline.searcher.QueryException;
import dev.sightline.searcher.SearchRequest;
import dev.sightline.searcher.Searcher;
import io.javalin.http.Context;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Search by words, by ids, and by an uploaded picture.
final class SearchCalls {
  private final Supplier<Searcher> searcher;
  private final ImageDecoder decoder;
  private final Semaphore decoding;

  /// @param decoding permits to hold a decoded picture in memory
  SearchCalls(Supplier<Searcher> searcher, ImageDecoder decoder, Semaphore decoding) {
    this.searcher = searcher;
    this.decoder = decoder;
    this.decoding = decoding;
  }

  /// `GET /api/v1/search?q=&k=&exact=`
  void byQuery(Context context) {
    var request = SearchParameters.of(context.queryParamMap()).request();
    Json.answer(context, AnswerJson.write(searcher.get().search(request)));
  }

  /// `POST /api/v1/search`, a multipart form: `image`, and if wanted `q`, `k` and `exact`.
  void byPicture(Context context) {
    ImageSource picture = Upload.read(context);
    var request = SearchParameters.of(context.formParamMap()).request();
    decoding.acquireUninterruptibly();
    try {
      Json.answer(context, AnswerJson.write(search(request, picture)));
    } finally {
      decoding.release();
    }
  }

  /// To the searcher a picture that cannot be read is a query that cannot be answered. HTTP tells
  /// the two apart, so when a query fails the picture is looked at once more.
  private Answer search(SearchRequest request, ImageSource picture) {
    try {
      return searcher.get().search(request.withPicture(picture));
    } catch (QueryException e) {
      requireReadable(picture);
      throw e;
    }
  }

  private void requireReadable(ImageSource picture) {
    try {
      decoder.decode(picture, 1);
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    }
  }
}
