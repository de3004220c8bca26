package dev.sightline.images.format;

import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.List;
import java.util.Optional;

/// One image file whose header has been read and whose structure has been found whole, before any
/// memory is taken for pixels. One implementation per format.
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

  /// As in `ImageFacts.format`.
  String format();

  /// Whether [#decode] already turns the picture as the file says; then the EXIF orientation must
  /// not be undone once more.
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

  /// Texts with a keyword.
  default TextChunks texts() {
    return TextChunks.NONE;
  }

  /// IPTC records within image resource blocks, as Photoshop writes them.
  default Optional<byte[]> iptc() {
    return Optional.empty();
  }

  /// How many pixels are in memory at once while the picture is decoded, each of three bytes.
  ///
  /// @param shortSide as given to [#decode]
  default long pixelsInMemory(int shortSide) {
    return (long) width() * height();
  }

  /// The picture as stored, before orientation.
  ///
  /// @param shortSide as in `ImageDecoder.decode`; formats that cannot decode at a reduced scale
  ///     give full size
  Pixels decode(int shortSide) throws UnreadableImageException;

  /// The picture with its opacity, as stored, before orientation; empty where the file states none.
  default Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return Optional.empty();
  }

  /// The colour space of the samples; empty for sRGB or where the file names none.
  default Optional<ColourProfile> colourProfile() {
    return Optional.empty();
  }

  /// The whole file, where it is an animation of a format whose frames OpenCV reads.
  default Optional<byte[]> animation() {
    return Optional.empty();
  }

  /// The whole picture as stored, by a decoder of the JDK, where there is one that gives the same
  /// pixels as [#decode] at full size.
  default Optional<Pixels> decodeInJava() throws UnreadableImageException {
    return Optional.empty();
  }
}
