package dev.sightline.images;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.images.codec.SystemDecoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The committed images in formats that need a decoder of the system. On a machine without one,
/// the tests of decoding are skipped and say so; with `CI=true` they fail, because there it must be
/// installed.
public enum SystemFormat {
  HEIC,
  AVIF,
  JPEG_XL("JPEG XL");

  private static final SystemDecoders SYSTEM = SystemDecoders.ofThisMachine();

  private final String shown;

  SystemFormat() {
    this.shown = name();
  }

  SystemFormat(String shown) {
    this.shown = shown;
  }

  public static SystemFormat of(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "heic" -> HEIC;
      case "avif" -> AVIF;
      case "jxl" -> JPEG_XL;
      default -> throw new IllegalArgumentException(file);
    };
  }

  public static byte[] bytes(String file) {
    try (InputStream input = SystemFormat.class.getResourceAsStream("/formats/" + file)) {
      if (input == null) {
        throw new IllegalArgumentException("no /formats/" + file);
      }
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Skips the test where the decoder is not installed.
  public void assumeFound() {
    var decoder =
        SYSTEM.all().stream().filter(it -> it.format().equals(shown)).findFirst().orElseThrow();
    if (decoder.found().isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("no decoder for " + shown + " in CI: " + decoder.install());
    }
    assumeTrue(decoder.found().isPresent(), () -> "Skipped: " + decoder.install());
  }
}
