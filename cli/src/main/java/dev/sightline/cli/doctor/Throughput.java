package dev.sightline.cli.doctor;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageFormats;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Speed of the two expensive steps of indexing, on one thread, from about a second of work.
///
/// @param decoded images a second, from bytes to pixels
/// @param encoded images a second, from pixels to vectors, one at a time
record Throughput(double decoded, double encoded) {
  private static final Duration EACH = Duration.ofMillis(500);
  private static final int MOST = 16; // pictures in turn

  /// @param samples photos to use; a drawn image replaces them if there are none
  static Throughput measure(ClipModel model, Path samples) {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var sources = sources(samples);
    int side = model.description().preprocessing().decodeShortSide();
    var pixels = new ArrayList<Pixels>();
    for (ImageSource source : sources) { // also warms up
      pixels.add(decode(decoder, source, side).pixels());
    }
    var encoder = model.imageEncoder();
    encoder.encode(pixels.getFirst());
    return new Throughput(
        perSecond(turn -> decode(decoder, sources.get(turn % sources.size()), side)),
        perSecond(turn -> encoder.encode(pixels.get(turn % pixels.size()))));
  }

  private interface Step {
    void run(int turn);
  }

  private static double perSecond(Step step) {
    long start = System.nanoTime();
    int turns = 0;
    while (System.nanoTime() - start < EACH.toNanos()) {
      step.run(turns++);
    }
    return turns * 1e9 / (System.nanoTime() - start);
  }

  private static DecodedImage decode(ImageDecoder decoder, ImageSource source, int side) {
    try {
      return decoder.decode(source, side);
    } catch (UnreadableImageException e) {
      throw new IllegalStateException(
          "the sample %s: %s".formatted(source.name(), e.getMessage()), e);
    }
  }

  private static List<ImageSource> sources(Path samples) {
    try (var files = Files.walk(samples)) {
      var found = new ArrayList<ImageSource>();
      for (Path file :
          files
              .filter(it -> ImageFormats.isReadableName(it.toString()))
              .sorted()
              .limit(MOST)
              .toList()) {
        found.add(ImageSource.ofBytes(file.toString(), Files.readAllBytes(file)));
      }
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | java.io.UncheckedIOException _) {
      // not unpacked with the samples
    }
    return List.of(ImageSource.ofBytes("a drawn picture", drawn(640, 480)));
  }

  private static byte[] drawn(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((i / 3 % width) ^ (i / 3 / width) * (1 + i % 3));
    }
    return Thumbnails.jpeg(new Pixels(width, height, rgb), width);
  }
}
