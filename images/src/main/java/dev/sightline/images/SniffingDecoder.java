package dev.sightline.images;

import dev.sightline.images.UnreadableImageException.Reason;
import java.util.Objects;
import java.util.Optional;

/// The decoder: sniff, read the header, check limits, decode, turn upright, read the facts.
final class SniffingDecoder implements ImageDecoder {
  private final DecodeLimits limits;
  private final SystemDecoders system;
  private final Optional<FewImages> few;

  /// @param few decides what the JDK decodes; empty where everything is left to OpenCV
  SniffingDecoder(DecodeLimits limits, SystemDecoders system, Optional<FewImages> few) {
    this.limits = Objects.requireNonNull(limits);
    this.system = Objects.requireNonNull(system);
    this.few = few;
  }

  @Override
  public DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException {
    return decode(source, shortSide, (stored, _) -> pixels(stored, shortSide));
  }

  @Override
  public DecodedImage decodeForDisplay(ImageSource source, int shortSide)
      throws UnreadableImageException {
    return decode(source, shortSide, (stored, exif) -> DisplayPixels.of(stored, exif, shortSide));
  }

  private interface Decoding {
    Pixels pixels(StoredImage stored, Exif exif) throws UnreadableImageException;
  }

  private DecodedImage decode(ImageSource source, int shortSide, Decoding decoding)
      throws UnreadableImageException {
    if (shortSide < 1) {
      throw new IllegalArgumentException("need shortSide >= 1, got " + shortSide);
    }
    try {
      return decode(source.bytes(limits.maxBytes()), shortSide, decoding);
    } catch (OutOfMemoryError e) {
      // One array too large for this heap says nothing about the rest of it: a huge picture must
      // not end an index run of a hundred thousand others.
      throw new UnreadableImageException(
          Reason.TOO_LARGE, "The picture needs more memory than the program has.", e);
    }
  }

  @Override
  public String systemDecoders() {
    return system.fingerprint();
  }

  private DecodedImage decode(byte[] file, int shortSide, Decoding decoding)
      throws UnreadableImageException {
    var stored = FormatSniffer.open(file, system, limits);
    limits.checkPixels(stored.width(), stored.height(), stored.pixelsInMemory(shortSide));
    var exif = Exif.of(stored.exif());
    int orientation = stored.isUpright() ? 1 : exif.orientation();
    var pixels = Orientation.upright(decoding.pixels(stored, exif), orientation);
    return new DecodedImage(pixels, facts(stored, exif, orientation));
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

  private static ImageFacts facts(StoredImage stored, Exif exif, int orientation) {
    boolean sideways = Orientation.isSideways(orientation);
    return new ImageFacts(
        stored.format(),
        sideways ? stored.height() : stored.width(),
        sideways ? stored.width() : stored.height(),
        orientation,
        exif.taken(),
        exif.cameraMake(),
        exif.cameraModel(),
        exif.lens(),
        exif.place(),
        exif.iso(),
        exif.focalLengthMillimetres(),
        exif.aperture(),
        WordsReader.read(exif.metadata(), stored.xmp(), stored.iptc()));
  }
}
