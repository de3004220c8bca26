package dev.sightline.cli.common;

import dev.sightline.library.VectorStorage;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Parses the value of `--vectors`.
public final class VectorsOption {
  private VectorsOption() {}

  /// @throws UsageException if there is no such storage
  public static VectorStorage read(String text) {
    return VectorStorage.of(text)
        .orElseThrow(
            () ->
                new UsageException(
                    "--vectors is one of %s, got '%s'."
                        .formatted(
                            Arrays.stream(VectorStorage.values())
                                .map(VectorStorage::text)
                                .collect(Collectors.joining(", ")),
                            text)));
  }
}
