package dev.sightline.images;

import java.util.Locale;
import java.util.Set;

/// Which file names promise a picture that [ImageDecoder] reads. What a file really is, only its
/// bytes tell; this spares a walk over folders from opening every file.
public final class ImageFormats {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "heif",
          "hif", "avif", "jxl", "psd", "psb", "cr2", "cr3", "nef", "arw", "dng", "orf", "pef",
          "rw2", "raf");

  private static final Set<String> RAW =
      Set.of("cr2", "cr3", "nef", "arw", "dng", "orf", "pef", "rw2", "raf");

  private static final Set<String> BESIDE_RAW =
      Set.of("jpg", "jpeg", "jpe", "jfif", "heic", "heif", "hif");

  private ImageFormats() {}

  /// Whether the extension is one of a readable format, in any case.
  ///
  /// @param fileName with or without folders before it; `.jpg` alone is a hidden file, not a
  ///     picture
  public static boolean isImageName(String fileName) {
    return EXTENSIONS.contains(extension(fileName));
  }

  /// Whether the extension is of a camera's raw file, in any case.
  public static boolean isRawName(String fileName) {
    return RAW.contains(extension(fileName));
  }

  /// Whether the extension is of a format that cameras write beside a raw file of the same picture,
  /// in any case.
  public static boolean isCameraPictureName(String fileName) {
    return BESIDE_RAW.contains(extension(fileName));
  }

  /// In small letters; empty where there is none.
  private static String extension(String fileName) {
    int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    int dot = fileName.lastIndexOf('.');
    return dot > slash + 1 ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }
}
