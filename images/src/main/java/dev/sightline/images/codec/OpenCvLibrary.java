package dev.sightline.images.codec;

/// The OpenCV library of this process: its version, and whether its natives are loaded. Safe for
/// concurrent use.
public final class OpenCvLibrary {
  private static volatile boolean loaded;

  private OpenCvLibrary() {}

  /// The version, such as `4.13.0`. Loads the native library.
  ///
  /// @throws LinkageError if this machine cannot load it
  public static String text() {
    return OpenCv.version();
  }

  /// Whether the native library is loaded. Never loads it.
  public static boolean isLoaded() {
    return loaded;
  }

  /// Records that the native library is loaded. [OpenCv] calls this at the end of its static
  /// initializer.
  static void loaded() {
    loaded = true;
  }
}
