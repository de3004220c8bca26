package dev.sightline.models.onnx;

import ai.onnxruntime.OrtEnvironment;

/// The version of ONNX Runtime.
public final class OnnxVersion {
  private OnnxVersion() {}

  /// The version, such as `1.28.0`. Loads the native library.
  public static String text() {
    return OrtEnvironment.getEnvironment().getVersion();
  }
}
