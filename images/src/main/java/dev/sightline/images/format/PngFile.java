package dev.sightline.images.format;

import dev.sightline.images.codec.ImageIoDecoder;
import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.metadata.PngTexts;
import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A PNG (W3C, third edition), walked chunk by chunk with every checksum.
///
/// The native decoder gets a copy with only the chunks of the image, without colour profile,
/// transparency and animation.
public final class PngFile implements StoredImage {
  public static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

  private static final String NAME = "PNG";
  private static final int ALPHA_USED = 4; // a bit of the colour type
  private static final int MOST_PROFILE = 4 << 20; // bytes; real ones have up to 2 MB
  private static final int AROUND = 12; // length and type before the data, checksum after it

  private final FileBytes file;
  private final ByteArrayOutputStream image;
  private int width;
  private int height;
  private boolean hasData;
  private byte @Nullable [] exif;
  private byte @Nullable [] profile;
  private byte @Nullable [] transparency; // the whole chunk
  private int beforeData; // bytes of the copy before its first image data
  private boolean hasAlphaChannel;
  private boolean isAnimated;
  private final PngTexts texts = new PngTexts();

  private PngFile(FileBytes file) {
    this.file = file;
    this.image = new ByteArrayOutputStream(file.length());
  }

  static PngFile open(byte[] bytes) throws UnreadableImageException {
    var png = new PngFile(new FileBytes(bytes, NAME));
    png.walk();
    return png;
  }

  @Override
  public String format() {
    return "png";
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  @Override
  public List<byte[]> xmp() {
    return texts.xmp();
  }

  @Override
  public TextChunks texts() {
    return texts.texts();
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return OpenCv.decode(image.toByteArray(), image.size(), 1, NAME);
  }

  @Override
  public Optional<Pixels> decodeInJava() throws UnreadableImageException {
    return Optional.of(ImageIoDecoder.decode(image.toByteArray(), NAME));
  }

  /// With the transparency of palettes and single colours, but still without profile and animation.
  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    if (!hasAlphaChannel && transparency == null) {
      return Optional.empty();
    }
    byte[] copy = image.toByteArray();
    var complete = new ByteArrayOutputStream();
    complete.write(copy, 0, beforeData);
    if (transparency != null) {
      complete.writeBytes(transparency);
    }
    complete.write(copy, beforeData, copy.length - beforeData);
    return OpenCv.decodeWithAlpha(complete.toByteArray(), NAME);
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return Optional.ofNullable(profile).flatMap(ColourProfile::ofIcc);
  }

  @Override
  public Optional<byte[]> animation() {
    return isAnimated ? Optional.of(file.array()) : Optional.empty();
  }

  /// Reads a profile: a name, a zero byte, the compression method (0), the data. Null if it cannot
  /// be inflated.
  private byte @Nullable [] inflatedProfile(int at, int length) throws UnreadableImageException {
    int name = at;
    while (name < at + length && file.u8(name) != 0) {
      name++;
    }
    var inflater = new Inflater();
    try {
      int from = Math.min(name + 2, at + length);
      inflater.setInput(file.array(), from, at + length - from);
      byte[] inflated = new byte[MOST_PROFILE];
      int count = inflater.inflate(inflated);
      return inflater.finished() ? Arrays.copyOf(inflated, count) : null;
    } catch (DataFormatException _) {
      return null;
    } finally {
      inflater.end();
    }
  }

  private void walk() throws UnreadableImageException {
    image.write(file.array(), 0, SIGNATURE.length());
    long at = SIGNATURE.length();
    while (true) {
      long length = file.u32(at);
      file.need(at, length + AROUND);
      var type = new String(file.slice(at + 4, at + 8), StandardCharsets.ISO_8859_1);
      if ((width == 0) != type.equals("IHDR")) {
        throw UnreadableImageException.corrupt(
            "The PNG has the chunk %s where %s was expected."
                .formatted(type, width == 0 ? "IHDR" : "another"));
      }
      take(type, (int) at, (int) length);
      at += length + AROUND;
      if (type.equals("IEND")) {
        break;
      }
    }
    if (!hasData) {
      throw UnreadableImageException.corrupt("The PNG has no image data.");
    }
  }

  private void take(String type, int at, int length) throws UnreadableImageException {
    switch (type) {
      case "IHDR" -> header(at + 8, length);
      case "IDAT" -> {
        beforeData = hasData ? beforeData : image.size();
        hasData = true;
      }
      case "PLTE", "IEND" -> {}
      case "tRNS" -> {
        transparency = isSound(at, length) ? file.slice(at, at + length + AROUND) : null;
        return;
      }
      case "acTL" -> {
        isAnimated = true;
        return;
      }
      case "iCCP" -> {
        profile = isSound(at, length) ? inflatedProfile(at + 8, length) : null;
        return;
      }
      case "eXIf" -> {
        if (isSound(at, length)) {
          int header = file.hasAscii(at + 8, "Exif\0\0") ? 6 : 0; // some writers keep JPEG's
          exif = file.slice(at + 8 + Math.min(header, length), at + 8 + length);
        }
        return;
      }
      case "iTXt", "tEXt", "zTXt", "tIME" -> {
        if (isSound(at, length)) {
          texts.add(type, file.slice(at + 8, at + 8 + length));
        }
        return;
      }
      default -> {
        return;
      }
    }
    if (!isSound(at, length)) {
      throw UnreadableImageException.corrupt(
          "The PNG's chunk %s does not match its checksum.".formatted(type));
    }
    image.write(file.array(), at, length + AROUND);
  }

  private void header(int at, int length) throws UnreadableImageException {
    long wide = length == 13 ? file.u32(at) : 0;
    long high = length == 13 ? file.u32(at + 4) : 0;
    if (wide < 1 || high < 1 || wide > Integer.MAX_VALUE || high > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          "The PNG says it is %d x %d, expected at least 1 x 1.".formatted(wide, high));
    }
    width = (int) wide;
    height = (int) high;
    hasAlphaChannel = (file.u8(at + 9) & ALPHA_USED) != 0;
  }

  private boolean isSound(int at, int length) throws UnreadableImageException {
    var checksum = new CRC32();
    checksum.update(file.array(), at + 4, length + 4);
    return checksum.getValue() == file.u32(at + 8 + length);
  }
}
