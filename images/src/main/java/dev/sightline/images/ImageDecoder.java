package dev.sightline.images;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;

/// Turns an image file into upright pixels and what the file says of itself.
///
/// Reads JPEG, PNG, GIF (first frame), BMP, TIFF (first page) and WebP (first frame); HEIC, AVIF
/// and JPEG XL where the system has a decoder ([SystemDecoders]); of raw files the JPEG that the
/// camera put into them, which may be smaller than the raw picture. Formats are told apart by their
/// first bytes, never by name. Colours: alpha is dropped and the colours under it stay, 16 bits
/// keep the high byte, CMYK is converted without a profile, ICC profiles are ignored; the models
/// were trained on pictures read that way.
///
/// Safe for concurrent use. Nothing native outlives a call.
public interface ImageDecoder {
  /// Decodes one picture.
  ///
  /// A large JPEG is decoded at 1/2, 1/4 or 1/8 of its size where that is enough, which takes a
  /// fraction of the time; ask for 1.6 times the side you need, or detail suffers. A picture that
  /// shows aliasing at the reduced scale, such as a page of text, is decoded at full size.
  ///
  /// @param source the file or bytes
  /// @param shortSide the pixels' short side is at least this, or the picture's own if that is
  ///     smaller; `Integer.MAX_VALUE` gives full resolution; at least 1
  /// @throws UnreadableImageException if there is no picture to show; the decoder stays usable
  DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException;

  /// Decodes one picture for people to look at, as in thumbnails: transparency over a plain ground
  /// that lets the drawing be seen, Display P3, Adobe RGB and other profiles converted to sRGB, and
  /// of an animation that begins with a frame of one colour a frame that is not.
  ///
  /// @param source the file or bytes
  /// @param shortSide as in [#decode]
  /// @throws UnreadableImageException if there is no picture to show; the decoder stays usable
  default DecodedImage decodeForDisplay(ImageSource source, int shortSide)
      throws UnreadableImageException {
    return decode(source, shortSide);
  }

  /// Reads what a file says of its picture, as [#decode] does, without decoding the pixels: the
  /// header and the metadata are enough. A picture whose pixels are damaged may still have facts.
  ///
  /// This default decodes the smallest picture it can; the decoders of [#create] decode none.
  ///
  /// @param source the file or bytes
  /// @throws UnreadableImageException if the file is no whole picture of a known format, or exceeds
  ///     the limits; the decoder stays usable
  default ImageFacts facts(ImageSource source) throws UnreadableImageException {
    return decode(source, 1).facts();
  }

  /// A decoder that refuses files beyond the limits before any pixel memory is taken.
  static ImageDecoder create(DecodeLimits limits) {
    return create(limits, SystemDecoders.ofThisMachine());
  }

  /// The same with decoders of the system that were found, or left out, by the caller.
  static ImageDecoder create(DecodeLimits limits, SystemDecoders system) {
    return new SniffingDecoder(limits, system, Optional.empty());
  }

  /// A decoder for a program that decodes a picture or few, such as a query's: it does without the
  /// second or two that loading OpenCV takes, where the JDK's own decoders give the same pixels.
  /// JPEGs may then be larger than asked for, since the JDK decodes at full size.
  static ImageDecoder forSingleImages(DecodeLimits limits) {
    return new SniffingDecoder(
        limits, SystemDecoders.ofThisMachine(), Optional.of(new JdkDecodePolicy()));
  }

  /// Which of the system's decoders this one uses, in one line that changes when one comes or goes:
  /// a file that was refused under another line may be worth another try.
  default String systemDecoders() {
    return "";
  }
}
