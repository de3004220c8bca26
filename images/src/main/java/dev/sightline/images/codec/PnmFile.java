package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A binary Netpbm file, as decoder programs write it: P5 grey, P6 colour, P7 with a stated number
/// of channels.
///
/// P5 and P6: width, height and largest value in decimal, one blank, samples. P7: lines of a word
/// and a value, `ENDHDR`, samples. A sample is one byte, or two with the high one first where the
/// largest value is above 255.
final class PnmFile {
  private static final int LONGEST_HEADER = 512; // bytes; decoders write no comments
  private static final Pattern PLAIN =
      Pattern.compile("P([56])\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,5})\\s");
  private static final Pattern STATED =
      Pattern.compile(
          "P7\\s+WIDTH (\\d{1,9})\\s+HEIGHT (\\d{1,9})\\s+DEPTH ([1-4])\\s+MAXVAL (\\d{1,5})\\s+"
              + "TUPLTYPE \\w+\\s+ENDHDR\\n");

  private final byte[] file;
  private final int start;
  private final int width;
  private final int height;
  private final int channels;
  private final int largest;

  private PnmFile(byte[] file, MatchResult header, int width, int height, int channels, int most) {
    this.file = file;
    this.start = header.end();
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.largest = most;
  }

  /// @param format name of the original format, for messages
  static Pixels read(byte[] file, String format) throws UnreadableImageException {
    var header =
        new String(file, 0, Math.min(file.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
    var plain = PLAIN.matcher(header);
    if (plain.lookingAt()) {
      int channels = plain.group(1).equals("5") ? 1 : Pixels.CHANNELS;
      return new PnmFile(
              file, plain, number(plain, 2), number(plain, 3), channels, number(plain, 4))
          .read();
    }
    var stated = STATED.matcher(header);
    if (stated.lookingAt()) {
      return new PnmFile(
              file,
              stated,
              number(stated, 1),
              number(stated, 2),
              number(stated, 3),
              number(stated, 4))
          .read();
    }
    throw UnreadableImageException.unsupported(
        "The decoder of the %s wrote an image of a kind that is not known here.".formatted(format));
  }

  private static int number(MatchResult header, int group) {
    return Integer.parseInt(header.group(group));
  }

  /// One or two channels are grey, perhaps with alpha; of four the last is alpha.
  private Pixels read() throws UnreadableImageException {
    int bytes = largest > 255 ? 2 : 1;
    DecodeLimits.DEFAULT.checkPixels(width, height); // one array must hold them
    new FileBytes(file, "decoded image").need(start, (long) width * height * channels * bytes);
    int green = channels < Pixels.CHANNELS ? 0 : 1;
    int blue = channels < Pixels.CHANNELS ? 0 : 2;
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    int in = start;
    for (int out = 0; out < rgb.length; out += Pixels.CHANNELS) {
      rgb[out] = sample(in, bytes);
      rgb[out + 1] = sample(in + green * bytes, bytes);
      rgb[out + 2] = sample(in + blue * bytes, bytes);
      in += channels * bytes;
    }
    return new Pixels(width, height, rgb);
  }

  /// Of more than 8 bits the high byte is kept; fewer bits are scaled to 0 to 255.
  private byte sample(int at, int bytes) {
    if (bytes == 1) {
      int value = file[at] & 0xFF;
      return (byte) (largest == 255 ? value : value * 255 / Math.max(1, largest));
    }
    int value = (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    return (byte) (value >> (bits - Byte.SIZE));
  }
}
