package dev.sightline.web.http;

import dev.sightline.images.source.ImageSource;
import io.javalin.config.MultipartConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// An uploaded image, the field `image` of a multipart form. It stays in memory and is never
/// written to a disk.
public final class Upload {
  /// Maximum size of an uploaded image, in megabytes.
  static final int MEGABYTES = 30;

  /// Maximum size of the other fields of the form.
  private static final int FORM_MEGABYTES = 1;

  private static final long MOST_BYTES = (MEGABYTES + FORM_MEGABYTES) * 1024L * 1024;
  private static final String FIELD = "image";

  private Upload() {}

  /// Keeps parts in memory. A part beyond the limit is refused before it would go to a file.
  public static void configure(MultipartConfig config) {
    config.maxFileSize(MEGABYTES, SizeUnit.MB);
    config.maxTotalRequestSize(MEGABYTES + FORM_MEGABYTES, SizeUnit.MB);
    config.maxInMemoryFileSize(MEGABYTES + FORM_MEGABYTES, SizeUnit.MB);
  }

  /// Reads the image. The other fields of the form can be read afterwards.
  ///
  /// @param patience how long the whole form may take to arrive
  /// @throws ApiException 400, 408, 413 or 415 if the request is not such a form, has no image, or
  ///     one that is too large or too slow
  public static ImageSource read(Context context, Duration patience) {
    if (!context.isMultipartFormData()) {
      throw new ApiException(
          ApiException.UNSUPPORTED,
          "Send the picture as multipart/form-data, in a field named '%s'.".formatted(FIELD));
    }
    if (context.contentLength() > MOST_BYTES) {
      readToTheEnd(context);
      throw tooLarge();
    }
    try (var deadline = Deadline.of(context, patience)) {
      return inTime(context, deadline);
    }
  }

  private static ImageSource inTime(Context context, Deadline deadline) {
    try {
      UploadedFile file = context.uploadedFile(FIELD);
      if (file == null) {
        throw new ApiException(
            ApiException.BAD_REQUEST,
            "There is no picture in this form: send a file in a field named '%s'."
                .formatted(FIELD));
      }
      try (InputStream content = file.content()) {
        return ImageSource.ofBytes("The picture", content.readAllBytes());
      }
    } catch (ApiException e) {
      throw e;
    } catch (Exception e) {
      if (deadline.passed()) {
        throw new ApiException(ApiException.TIMEOUT, "The picture did not arrive in time.");
      }
      throw isTooLarge(e) ? tooLarge() : cutShort();
    }
  }

  /// Reads the rest of the request before refusing it. A browser that is still sending does not
  /// read the response, and would only report a lost connection.
  private static void readToTheEnd(Context context) {
    try (var body = context.bodyInputStream()) {
      body.skip(4 * MOST_BYTES); // nobody has a photo that large; let the rest be lost
    } catch (IOException e) {
      // It hung up; it is told why in vain.
    }
  }

  private static ApiException tooLarge() {
    return new ApiException(
        ApiException.TOO_LARGE, "A picture to search by has at most %d MB.".formatted(MEGABYTES));
  }

  private static ApiException cutShort() {
    return new ApiException(ApiException.BAD_REQUEST, "The form is cut short or malformed.");
  }

  /// Whether a part was too large. Jetty reports a limit and a malformed form by the same types of
  /// exceptions, so that the text of the message is the only difference. A request that declares
  /// its length is decided by that, before it is parsed.
  private static boolean isTooLarge(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof IllegalStateException && message != null && message.startsWith("max ")) {
        return true;
      }
    }
    return false;
  }
}
