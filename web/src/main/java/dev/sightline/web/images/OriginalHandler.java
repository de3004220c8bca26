package dev.sightline.web.images;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.ByteRange;
import dev.sightline.web.http.EntityTag;
import dev.sightline.web.http.FirstBytes;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// `GET /api/v1/images/{id}/original`: the file or a range of it. If places are hidden, the image
/// is encoded anew, because a file can hold its place in more ways than can be removed one by one.
public final class OriginalHandler {
  private final SearchedLibrary library;
  private final Originals originals;
  private final ImageDecoder decoder;
  private final BoundedWork work;
  private final boolean stripLocation;

  /// Serves original files as the library names them; the caller closes what is given here.
  public OriginalHandler(
      SearchedLibrary library,
      Originals originals,
      ImageDecoder decoder,
      BoundedWork work,
      boolean stripLocation) {
    this.library = library;
    this.originals = originals;
    this.decoder = decoder;
    this.work = work;
    this.stripLocation = stripLocation;
  }

  /// Responds with the file.
  ///
  /// @throws IOException if the file disappears while it is sent
  public void original(Context context) throws IOException {
    IndexedImage image = ImageHandler.image(library, context);
    Original original = originals.find(image).orElseThrow(ApiException::originalGone);
    EntityTag tag = tag(image, original);
    String name = original.indexed().path().getFileName().toString();
    context
        .header("ETag", tag.value())
        .header(
            "Cache-Control", original.isAsIndexed() ? ImageHandler.FOREVER : "private, no-cache")
        .header("Accept-Ranges", "bytes")
        .disableCompression();
    if (tag.isIn(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.header("Content-Disposition", "inline; filename*=UTF-8''" + encoded(name));
    if (stripLocation) {
      byte[] jpeg = work.call(() -> encodedAnew(original.file()));
      context.contentType("image/jpeg");
      send(context, tag, jpeg.length, (first, last) -> part(jpeg, first, last));
    } else {
      context.contentType(mediaType(image.facts().format()));
      send(context, tag, original.bytes(), (first, last) -> opened(original.file(), first, last));
    }
  }

  private EntityTag tag(IndexedImage image, Original original) {
    EntityTag tag = original.tag(image.id());
    return stripLocation ? EntityTag.of(tag.value().replace("\"", "") + "-pixels") : tag;
  }

  private interface Bytes {
    InputStream from(long first, long last) throws IOException;
  }

  private static void send(Context context, EntityTag tag, long length, Bytes bytes)
      throws IOException {
    String condition = context.header("If-Range"); // a date is never ours
    boolean same = condition == null || condition.strip().equals(tag.value());
    switch (ByteRange.of(same ? context.header("Range") : null, length)) {
      case ByteRange.Whole _ ->
          context
              .header("Content-Length", Long.toString(length))
              .result(bytes.from(0, length - 1)); // Javalin closes it
      case ByteRange.Part part ->
          context
              .status(206)
              .header(
                  "Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.last(), length))
              .header("Content-Length", Long.toString(part.bytes()))
              .result(bytes.from(part.first(), part.last()));
      case ByteRange.Unsatisfiable _ -> {
        context.header("Content-Range", "bytes */" + length);
        context.removeHeader("ETag").removeHeader("Content-Disposition");
        throw new ApiException(
            ApiException.UNSATISFIABLE,
            "The file has %d bytes; the range begins behind its end.".formatted(length));
      }
    }
  }

  private static InputStream part(byte[] jpeg, long first, long last) {
    return new ByteArrayInputStream(jpeg, (int) first, (int) (last - first + 1));
  }

  private static InputStream opened(Path file, long first, long last) throws IOException {
    var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)); // as it was checked
    channel.position(first);
    return new FirstBytes(Channels.newInputStream(channel), last - first + 1);
  }

  private byte[] encodedAnew(Path file) {
    try {
      var pixels = decoder.decodeForDisplay(ImageSource.ofFile(file), Integer.MAX_VALUE).pixels();
      return Thumbnails.jpeg(pixels, Integer.MAX_VALUE);
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    }
  }

  /// The media type of the format that the library recorded, never that of the file name.
  private static String mediaType(String format) {
    return switch (format) {
      case "jpeg", "png", "gif", "webp", "bmp", "tiff" -> "image/" + format;
      default -> "application/octet-stream";
    };
  }

  /// Encodes a file name as RFC 5987 demands: UTF-8, percent-encoded.
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
