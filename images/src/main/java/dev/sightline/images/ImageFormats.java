package dev.sightline.images;

import java.util.Locale;
import java.util.Set;

/// Which file names promise a picture that [ImageDecoder] reads. What a file really is, only its
/// bytes tell; this spares a walk over folders from opening every file.
public final class ImageFormats {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "heif",
          "hif", "avif", "jxl", "cr2", "nef", "arw", "dng", "pef", "rw2", "raf");

  private ImageFormats() {}

  /// Whether the extension is one of a readable format, in any case.
  ///
  /// @param fileName with or without folders before it; `.jpg` alone is a hidden file, not a
  ///     picture
  public static boolean isImageName(String fileName) {
    int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    int dot = fileName.lastIndexOf('.');
    return dot > slash + 1
        && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
