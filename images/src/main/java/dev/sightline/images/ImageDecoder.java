package dev.sightline.images;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;

/// Decodes an image file to upright pixels and metadata.
///
/// Reads JPEG, PNG, GIF (first frame), BMP, TIFF (first page) and WebP (first frame); HEIC, AVIF
/// and JPEG XL where the system has a decoder ([SystemDecoders]); of raw files the embedded JPEG,
/// which may be smaller than the raw image. The format is detected by the first bytes, never by the
/// name. Colours: alpha is dropped, of 16 bits the high byte is kept, CMYK is converted without a
/// profile, and ICC profiles are ignored. The models were trained on images that were read this
/// way.
///
/// Safe for concurrent use. All native memory is freed when a call returns.
public interface ImageDecoder {
  /// Decodes one image.
  ///
  /// A large JPEG is decoded at 1/2, 1/4 or 1/8 of its size where that is enough, which takes a
  /// fraction of the time. Callers should ask for 1.6 times the side that they need; a smaller
  /// factor loses detail. An image that shows aliasing at the reduced scale, such as a page of
  /// text, is decoded at full size.
  ///
  /// @param source the file or bytes
  /// @param shortSide the pixels' short side is at least this, or the image's own if that is
  ///     smaller; `Integer.MAX_VALUE` gives full resolution; at least 1
  /// @throws UnreadableImageException if the file cannot be decoded; the decoder stays usable
  DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException;

  /// Decodes one image for display, as in thumbnails. Transparency is blended with a plain
  /// background that contrasts with the image. Display P3, Adobe RGB and other profiles are
  /// converted to sRGB. Of an animation whose first frame has a single colour, a later frame is
  /// shown.
  ///
  /// @param source the file or bytes
  /// @param shortSide as in [#decode]
  /// @throws UnreadableImageException if the file cannot be decoded; the decoder stays usable
  default DecodedImage decodeForDisplay(ImageSource source, int shortSide)
      throws UnreadableImageException {
    return decode(source, shortSide);
  }

  /// Reads the metadata of a file without decoding its pixels. An image whose pixels are damaged
  /// may still have metadata.
  ///
  /// This default implementation decodes the smallest image it can; the decoders of [#create]
  /// decode nothing.
  ///
  /// @param source the file or bytes
  /// @throws UnreadableImageException if the file is not a complete image of a known format, or
  ///     exceeds the limits; the decoder stays usable
  default ImageFacts facts(ImageSource source) throws UnreadableImageException {
    return decode(source, 1).facts();
  }

  /// A decoder that rejects files beyond the limits before it allocates memory for pixels.
  static ImageDecoder create(DecodeLimits limits) {
    return create(limits, SystemDecoders.ofThisMachine());
  }

  /// The same with a caller's choice of system decoders.
  static ImageDecoder create(DecodeLimits limits, SystemDecoders system) {
    return new SniffingDecoder(limits, system, Optional.empty());
  }

  /// A decoder for programs that decode few images, such as the image of a query. Where the
  /// decoders of the JDK give the same pixels, it avoids loading OpenCV, which takes one or two
  /// seconds. JPEGs may then be larger than asked for, because the JDK decodes at full size.
  static ImageDecoder forSingleImages(DecodeLimits limits) {
    return new SniffingDecoder(
        limits, SystemDecoders.ofThisMachine(), Optional.of(new JdkDecodePolicy()));
  }

  /// The decoders of the operating system that this decoder uses, as one line. The line changes
  /// when a decoder is installed, removed or updated; a file that was rejected before such a change
  /// may be decodable after it.
  default String systemDecoders() {
    return "";
  }
}
