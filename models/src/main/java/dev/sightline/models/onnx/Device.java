package dev.sightline.models.onnx;

/// Where the graphs run.
public enum Device {
  /// CUDA when it loads, else the CPU.
  AUTO,
  /// The CPU.
  CPU,
  /// CUDA; when it does not load the CPU is used and the encoder says why.
  CUDA
}
