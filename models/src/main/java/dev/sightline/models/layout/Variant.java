package dev.sightline.models.layout;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A published precision of a model's graphs. It is part of the fingerprint, because vectors of
/// different variants must not be mixed in one library.
public enum Variant {
  /// 32-bit floats: the reference.
  FP32("fp32"),
  /// 16-bit weights.
  FP16("fp16"),
  /// 8-bit weights: smaller and faster, with a loss of accuracy that has to be measured.
  INT8("int8");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /// The name for users: `fp32`, `fp16`, `int8`.
  public String label() {
    return label;
  }

  /// The suffixes of published file names before `.onnx`, most common first.
  List<String> fileSuffixes() {
    return switch (this) {
      case FP32 -> List.of("");
      case FP16 -> List.of("_fp16");
      case INT8 -> List.of("_int8", "_quantized");
    };
  }

  /// The variants whose files a model folder has, in the order of this list.
  ///
  /// @return empty if the folder is not a complete model of any variant
  public static List<Variant> presentIn(Path folder) {
    return Arrays.stream(values()).filter(variant -> variant.isIn(folder)).toList();
  }

  private boolean isIn(Path folder) {
    try {
      ModelLayout.read(folder, this);
      return true;
    } catch (InvalidModelException e) {
      return false;
    }
  }

  /// Looks a variant up by its label.
  ///
  /// @throws IllegalArgumentException if there is no such variant; the message lists all variants
  public static Variant of(String label) {
    for (var variant : values()) {
      if (variant.label.equals(label)) {
        return variant;
      }
    }
    throw new IllegalArgumentException(
        "no variant '%s': choose fp32, fp16 or int8".formatted(label));
  }
}
