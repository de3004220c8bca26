package dev.sightline.models.onnx;

import ai.onnxruntime.OrtEnvironment;

/// Which ONNX Runtime is in use.
public final class OnnxVersion {
  private OnnxVersion() {}

  /// Such as `1.28.0`. Loads the native library.
  public static String text() {
    return OrtEnvironment.getEnvironment().getVersion();
  }
}
