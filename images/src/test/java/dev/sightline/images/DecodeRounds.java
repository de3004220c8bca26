package dev.sightline.images;

import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that decodes all goldens again and again and prints by how many bytes it grew.
final class DecodeRounds {
  static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 5; // rounds until pools and compiled code have their size

  private DecodeRounds() {}

  /// Argument: rounds to measure.
  public static void main(String[] arguments) throws IOException {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var files = Goldens.all().stream().map(Goldens.Golden::source).toList();
    int avif = decoder.systemDecoders().contains("AVIF: none") ? 0 : 1;
    int expected = Goldens.sound().size() + avif;
    decodeAll(decoder, files, WARM_UP, expected);
    long before = residentBytes();
    decodeAll(decoder, files, Integer.parseInt(arguments[0]), expected);
    System.out.println(residentBytes() - before);
  }

  private static void decodeAll(
      ImageDecoder decoder, List<ImageSource> files, int rounds, int expected) {
    for (int round = 0; round < rounds; round++) {
      int decoded = 0;
      for (var file : files) {
        try {
          decoder.decode(file, Integer.MAX_VALUE);
          decoded++;
        } catch (UnreadableImageException _) {
          // Failing must not leak either.
        }
      }
      if (decoded != expected) {
        throw new AssertionError("decoded %d, expected %d".formatted(decoded, expected));
      }
    }
  }

  private static long residentBytes() throws IOException {
    var line =
        Files.readAllLines(STATUS).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
