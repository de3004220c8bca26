package dev.sightline.images;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.format.FormatSniffer;
import dev.sightline.images.format.StoredImage;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.pixels.Orientation;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.Objects;
import java.util.Optional;

/// The decoder of [ImageDecoder#create]: detects the format, reads the header, checks the limits,
/// decodes, applies the orientation and reads the metadata.
final class SniffingDecoder implements ImageDecoder {
  private final DecodeLimits limits;
  private final SystemDecoders system;
  private final Optional<JdkDecodePolicy> few;

  /// @param few decides what the JDK decodes; empty where everything is left to OpenCV
  SniffingDecoder(DecodeLimits limits, SystemDecoders system, Optional<JdkDecodePolicy> few) {
    this.limits = Objects.requireNonNull(limits);
    this.system = Objects.requireNonNull(system);
    this.few = few;
  }

  @Override
  public DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException {
    return decode(source, shortSide, stored -> pixels(stored, shortSide));
  }

  @Override
  public DecodedImage decodeForDisplay(ImageSource source, int shortSide)
      throws UnreadableImageException {
    return decode(source, shortSide, stored -> DisplayRendering.of(stored, shortSide));
  }

  @Override
  public ImageFacts facts(ImageSource source) throws UnreadableImageException {
    return withinMemory(
        () ->
            MetadataReader.read(
                FormatSniffer.open(source.bytes(limits.maxBytes()), system, limits)));
  }

  private interface Decoding {
    Pixels pixels(StoredImage stored) throws UnreadableImageException;
  }

  private DecodedImage decode(ImageSource source, int shortSide, Decoding decoding)
      throws UnreadableImageException {
    if (shortSide < 1) {
      throw new IllegalArgumentException("need shortSide >= 1, got " + shortSide);
    }
    return withinMemory(
        () -> {
          var stored = FormatSniffer.open(source.bytes(limits.maxBytes()), system, limits);
          limits.checkPixels(stored.width(), stored.height(), stored.pixelsInMemory(shortSide));
          ImageFacts facts = MetadataReader.read(stored);
          var pixels = Orientation.upright(decoding.pixels(stored), facts.orientation());
          return new DecodedImage(pixels, facts);
        });
  }

  private interface Reading<T> {
    T read() throws UnreadableImageException;
  }

  private static <T> T withinMemory(Reading<T> reading) throws UnreadableImageException {
    try {
      return reading.read();
    } catch (OutOfMemoryError e) {
      // An array that does not fit the heap says nothing about smaller ones: a huge image must not
      // end an index run over many others.
      throw new UnreadableImageException(
          Reason.TOO_LARGE, "The image needs more memory than the program has.", e);
    }
  }

  @Override
  public String systemDecoders() {
    return system.fingerprint();
  }

  private Pixels pixels(StoredImage stored, int shortSide) throws UnreadableImageException {
    if (few.isPresent()) {
      var decoded = few.get().decode(stored);
      if (decoded.isPresent()) {
        return decoded.get();
      }
    }
    return stored.decode(shortSide);
  }
}
