package dev.sightline.images;

/// Which OpenCV is in use.
public final class OpenCvVersion {
  private OpenCvVersion() {}

  /// Such as `4.13.0`. Loads the native library.
  ///
  /// @throws LinkageError if this machine cannot load it
  public static String text() {
    return OpenCv.version();
  }
}
