package dev.sightline.web.images;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.AnswerJson;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.EntityTag;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.security.Caller;
import dev.sightline.web.security.CallerView;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Collectors;

/// Serves the metadata and the thumbnail of one image.
public final class ImageHandler {
  /// Cached by the browser of the caller and by no shared cache. The response never changes,
  /// because the content id is the hash of the bytes.
  static final String FOREVER = "private, max-age=31536000, immutable";

  private final SearchedLibrary library;
  private static final String STORED_ONLY =
      "the photo is not here; this is its stored thumbnail of at most %d pixels"
          .formatted(ThumbnailStore.LONG_SIDE);

  private final ThumbnailStore thumbnails;
  private final WebOptions options;

  /// @param library whose images are served
  /// @param thumbnails makes and keeps thumbnails
  /// @param options says whether locations are hidden
  public ImageHandler(SearchedLibrary library, ThumbnailStore thumbnails, WebOptions options) {
    this.library = library;
    this.thumbnails = thumbnails;
    this.options = options;
  }

  /// `GET /api/v1/images/{id}`
  public void facts(Context context) {
    var view = CallerView.of(Caller.attachedTo(context), options);
    Json.answer(context, AnswerJson.write(image(library, context), view.fields()));
  }

  /// `GET /api/v1/images/{id}/thumbnail?size=`: a JPEG.
  public void thumbnail(Context context) {
    String id = context.pathParam("id");
    int size = size(context);
    if (!library.contains(id)) {
      throw ApiException.unknownImage();
    }
    var tag = EntityTag.of("%s-%d".formatted(id, size));
    // Most are in memory: then the image's facts need not be read.
    Optional<byte[]> known = thumbnails.inMemory(new ThumbnailStore.Key(id, size));
    if (known.isEmpty() && thumbnails.isStoredOnly(image(library, context), size)) {
      // neither tagged nor kept by the browser: the photo may come back
      context
          .header("Sightline-Note", STORED_ONLY)
          .header("Cache-Control", "no-store")
          .contentType("image/jpeg")
          .disableCompression()
          .result(thumbnails.jpeg(image(library, context), size));
      return;
    }
    byte[] jpeg = known.orElseGet(() -> thumbnails.jpeg(image(library, context), size));
    context.header("ETag", tag.value()).header("Cache-Control", FOREVER);
    if (tag.isIn(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType("image/jpeg").disableCompression().result(jpeg);
  }

  /// The image of a path.
  ///
  /// @throws ApiException 404 if the library has no image with this id
  static IndexedImage image(SearchedLibrary library, Context context) {
    return library.image(context.pathParam("id")).orElseThrow(ApiException::unknownImage);
  }

  private static int size(Context context) {
    String text = context.queryParam("size");
    if (text == null) {
      return ThumbnailStore.LONG_SIDE;
    }
    return ThumbnailStore.SIZES.stream()
        .filter(size -> text.equals(Integer.toString(size)))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ApiException.BAD_REQUEST,
                    "'size' is one of %s, read '%s'."
                        .formatted(
                            ThumbnailStore.SIZES.stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")),
                            SearchParameters.shortened(text))));
  }
}
