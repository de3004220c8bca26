package dev.sightline.images.format;

import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.List;
import java.util.Optional;

/// An image file whose header was read and whose structure is complete. No memory for pixels is
/// allocated yet. There is one implementation per format.
public sealed interface StoredImage
    permits BmpFile,
        GifFile,
        HeifFile,
        JpegFile,
        JxlFile,
        PngFile,
        PsdFile,
        RawFile,
        TiffFile,
        WebpFile {

  /// The name of the format, as in `ImageFacts.format`.
  String format();

  /// Whether [#decode] applies the orientation itself; then the EXIF orientation must not be
  /// applied again.
  default boolean isUpright() {
    return false;
  }

  /// Columns as stored, before orientation, at least 1.
  int width();

  /// Rows as stored, before orientation, at least 1.
  int height();

  /// The EXIF block: a TIFF structure without the `Exif\0\0` before it.
  Optional<byte[]> exif();

  /// XMP packets, as XML; the main one first.
  default List<byte[]> xmp() {
    return List.of();
  }

  /// The text chunks of the file, by keyword.
  default TextChunks texts() {
    return TextChunks.NONE;
  }

  /// IPTC records within image resource blocks, as Photoshop writes them.
  default Optional<byte[]> iptc() {
    return Optional.empty();
  }

  /// The number of pixels, of three bytes each, that are in memory at once while the image is
  /// decoded.
  ///
  /// @param shortSide as in [#decode]
  default long pixelsInMemory(int shortSide) {
    return (long) width() * height();
  }

  /// Decodes the image as stored, before orientation.
  ///
  /// @param shortSide as in `ImageDecoder.decode`; formats that cannot decode at a reduced scale
  ///     give full size
  Pixels decode(int shortSide) throws UnreadableImageException;

  /// Decodes the image with its alpha channel, before orientation; empty where the file has none.
  default Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return Optional.empty();
  }

  /// The colour space of the samples; empty for sRGB or where the file names none.
  default Optional<ColourProfile> colourProfile() {
    return Optional.empty();
  }

  /// The whole file, if it is an animation that OpenCV can decode.
  default Optional<byte[]> animation() {
    return Optional.empty();
  }

  /// Decodes the image with a decoder of the JDK at full size; empty where no such decoder gives
  /// the same pixels as [#decode].
  default Optional<Pixels> decodeInJava() throws UnreadableImageException {
    return Optional.empty();
  }
}
