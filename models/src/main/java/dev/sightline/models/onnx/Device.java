package dev.sightline.models.onnx;

/// The device that runs the graphs.
public enum Device {
  /// CUDA if it can be loaded, else the CPU.
  AUTO,
  /// The CPU.
  CPU,
  /// CUDA; if it cannot be loaded, the CPU is used and the encoder reports the reason.
  CUDA
}
