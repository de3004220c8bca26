package dev.sightline.web;

import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryReader;
import dev.sightline.searcher.AnswerJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// One image of the library: its facts, its thumbnail, its file.
final class ImageCalls {
  private final LibraryReader library;
  private final ThumbnailStore thumbnails;
  private final Originals originals;

  ImageCalls(LibraryReader library, ThumbnailStore thumbnails, Originals originals) {
    this.library = library;
    this.thumbnails = thumbnails;
    this.originals = originals;
  }

  /// `GET /api/v1/images/{id}`
  void facts(Context context) {
    Json.answer(context, AnswerJson.write(image(context)));
  }

  /// `GET /api/v1/images/{id}/thumbnail`: a JPEG that never changes, because the id is the hash of
  /// the picture's bytes.
  void thumbnail(Context context) {
    IndexedImage image = image(context);
    String tag = "\"%s-%d\"".formatted(image.id(), ThumbnailStore.LONG_SIDE);
    byte[] jpeg = thumbnails.jpeg(image);
    context.header("ETag", tag).header("Cache-Control", "public, max-age=31536000, immutable");
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType("image/jpeg").result(jpeg);
  }

  /// `GET /api/v1/images/{id}/original`: the file as it is.
  ///
  /// @throws IOException if the file goes away just now
  void original(Context context) throws IOException {
    IndexedImage image = image(context);
    Path file = originals.find(image).orElseThrow(ApiException::originalGone);
    String name = image.path().getFileName().toString();
    context
        .header("Content-Disposition", "inline; filename*=UTF-8''" + encoded(name))
        .header("Cache-Control", "private, max-age=3600")
        .header("Content-Length", Long.toString(Files.size(file)))
        .contentType(mediaType(image.facts().format()))
        .disableCompression()
        .result(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)); // Javalin closes it
  }

  private IndexedImage image(Context context) {
    return library.image(context.pathParam("id")).orElseThrow(ApiException::unknownImage);
  }

  /// What the library says the bytes are, never what the name says.
  private static String mediaType(String format) {
    return switch (format) {
      case "jpeg", "png", "gif", "webp", "bmp", "tiff" -> "image/" + format;
      default -> "application/octet-stream";
    };
  }

  /// As RFC 5987 has it: UTF-8, percent-encoded.
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
