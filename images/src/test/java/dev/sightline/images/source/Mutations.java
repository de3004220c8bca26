package dev.sightline.images.source;

import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.SystemFormat;
import dev.sightline.images.format.PngFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/// A program of its own, so that a crash ends it and not the tests, and so that its standard error
/// can be watched: decodes damaged copies of the small goldens and of
/// HEIC and AVIF images. Exits with 0 if each gave an image
/// or an [UnreadableImageException]; prints how many gave what.
public final class Mutations {
  private static final int LARGEST = 180_000; // bytes; larger goldens only cost time

  private Mutations() {}

  /// Arguments: seed, damaged copies of each golden.
  public static void main(String[] arguments) throws IOException {
    var random = new Random(Long.parseLong(arguments[0]));
    int copies = Integer.parseInt(arguments[1]);
    var decoder = ImageDecoder.create(new DecodeLimits(4_000_000, 1 << 20));
    int decoded = 0;
    Map<UnreadableImageException.Reason, Integer> refused =
        new EnumMap<>(UnreadableImageException.Reason.class);
    var images = new LinkedHashMap<String, byte[]>();
    Goldens.all().forEach(golden -> images.put(golden.name(), golden.bytes()));
    for (String file : List.of("odd.heic", "rotated.heic", "ten-bit.heic", "rotated.avif")) {
      images.put(file, SystemFormat.bytes(file));
    }
    for (var image : images.entrySet()) {
      byte[] sound = image.getValue();
      if (sound.length > LARGEST) {
        continue;
      }
      for (int copy = 0; copy < copies; copy++) {
        byte[] damaged = damage(sound, random);
        try {
          decoder.decode(ImageSource.ofBytes(image.getKey(), damaged), 64);
          decoded++;
        } catch (UnreadableImageException e) {
          refused.merge(e.reason(), 1, Integer::sum);
        } catch (Throwable e) {
          throw new AssertionError(
              "%s, copy %d, damaged: %s".formatted(image.getKey(), copy, e), e);
        }
      }
    }
    System.out.println("pictures " + decoded + ", refused " + refused);
  }

  /// One to four bytes changed, half of the time within the first 256, where the headers are; every
  /// fourth copy is also cut.
  private static byte[] damage(byte[] sound, Random random) {
    byte[] damaged = sound.clone();
    if (damaged.length == 0) {
      return damaged;
    }
    int changes = random.nextInt(1, 5);
    for (int i = 0; i < changes; i++) {
      int within = random.nextBoolean() ? Math.min(256, damaged.length) : damaged.length;
      damaged[random.nextInt(within)] = (byte) random.nextInt();
    }
    if (random.nextBoolean() && new FileBytes(damaged, "PNG").hasAscii(0, PngFile.SIGNATURE)) {
      repairPngChecksums(damaged);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length) + 1)
        : damaged;
  }

  /// Makes a damaged PNG pass for a sound one, as a hostile file would: otherwise the checksums
  /// keep all damage from the native decoder.
  private static void repairPngChecksums(byte[] file) {
    var bytes = ByteBuffer.wrap(file);
    int at = PngFile.SIGNATURE.length();
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return;
      }
      var checksum = new CRC32();
      checksum.update(file, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) checksum.getValue());
      at += length + 12;
    }
  }
}
