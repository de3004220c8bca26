package dev.sightline.images;

import java.util.Locale;
import java.util.Set;

/// File name extensions of image formats: those that [ImageDecoder] reads, and those that it
/// rejects with a reason ([UnsupportedFormats]). Only its bytes tell what a file really is; the
/// extension saves a folder walk from opening every file.
public final class ImageFormats {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "jif", "mpo", "png", "apng", "gif", "bmp", "dib", "tif",
          "tiff", "webp", "heic", "heif", "hif", "avif", "jxl", "psd", "psb", "cr2", "cr3", "nef",
          "arw", "dng", "orf", "pef", "rw2", "raf");

  /// Of all cameras: a raw file with a JPEG of the same name belongs to the JPEG, whether it can be
  /// read or not.
  private static final Set<String> RAW =
      Set.of(
          "cr2", "cr3", "crw", "nef", "nrw", "arw", "sr2", "srf", "dng", "pef", "rw2", "rwl", "raf",
          "orf", "srw", "x3f", "mrw", "3fr", "fff", "iiq", "erf", "mef", "mos", "dcr", "kdc");

  private static final Set<String> BESIDE_RAW =
      Set.of("jpg", "jpeg", "jpe", "jfif", "heic", "heif", "hif");

  private ImageFormats() {}

  /// Whether the extension is one of an image format, readable or not, in any case.
  ///
  /// @param fileName with or without a folder; `.jpg` alone is a hidden file, not an image
  public static boolean isImageName(String fileName) {
    return isReadableName(fileName) || UnsupportedFormats.ofName(fileName).isPresent();
  }

  /// Whether the extension is one of a readable format, in any case.
  ///
  /// @param fileName as in [#isImageName]
  public static boolean isReadableName(String fileName) {
    return EXTENSIONS.contains(extension(fileName));
  }

  /// Whether the extension is of a camera's raw file, in any case.
  public static boolean isRawName(String fileName) {
    return RAW.contains(extension(fileName));
  }

  /// Whether the extension is of a format that cameras write together with a raw file of the same
  /// image, in any case.
  public static boolean isCameraImageName(String fileName) {
    return BESIDE_RAW.contains(extension(fileName));
  }

  /// The extension in lower case; empty where there is none.
  static String extension(String fileName) {
    int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    int dot = fileName.lastIndexOf('.');
    return dot > slash + 1 ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }
}
