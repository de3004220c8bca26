package dev.sightline.images.codec;

import dev.sightline.images.source.UnreadableImageException;

/// Decodes the LZW compression of GIF images: codes of 3 to 12 bits, lowest bit first.
///
/// A code stands for the byte string of an earlier code plus one more byte. `prefix` and `suffix`
/// hold these two, so a string is read backwards along its prefixes. The table grows by one entry
/// per code: the previous code and the first byte of this one.
///
/// @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a, appendix F</a>
public final class LzwReader {
  private static final int MOST_CODES = 1 << 12;

  private final byte[] data;
  private int at; // next byte
  private int bits; // read from data, not yet taken, lowest first
  private int bitCount;

  private final short[] prefix = new short[MOST_CODES];
  private final byte[] suffix = new byte[MOST_CODES];
  private final short[] length = new short[MOST_CODES]; // of a code's text

  /// Creates a reader.
  ///
  /// @param data the sub-blocks of one frame, joined; read, not copied
  public LzwReader(byte[] data) {
    this.data = data;
  }

  /// @param rootBits bits of one stored byte, 1 to 8
  /// @param count number of bytes to decode; further data is ignored
  /// @throws UnreadableImageException `CORRUPT` for an invalid code or too few bytes
  public byte[] read(int rootBits, int count) throws UnreadableImageException {
    if (rootBits < 1 || rootBits > 8) {
      throw UnreadableImageException.corrupt(
          "The GIF has image data of %d bits, expected 1 to 8.".formatted(rootBits));
    }
    int clear = 1 << rootBits;
    int end = clear + 1;
    for (int code = 0; code < clear; code++) {
      suffix[code] = (byte) code;
      length[code] = 1;
    }
    byte[] out = new byte[count];
    int written = 0;
    int size = rootBits + 1;
    int next = end + 1; // the entry to be made
    int previous = -1; // none since the last clear
    while (written < count) {
      int code = take(size);
      if (code == clear) {
        size = rootBits + 1;
        next = end + 1;
        previous = -1;
        continue;
      }
      if (code < 0 || code == end) {
        throw UnreadableImageException.corrupt(
            "The GIF's image data give %,d of %,d pixels.".formatted(written, count));
      }
      boolean known = code < next;
      if (!known && (code > next || previous < 0)) {
        throw UnreadableImageException.corrupt(
            "The GIF's image data hold the code %d, expected at most %d.".formatted(code, next));
      }
      // A code that is not in the table yet is the previous string plus its own first byte.
      byte first = first(known ? code : previous);
      if (previous >= 0 && next < MOST_CODES) {
        prefix[next] = (short) previous;
        suffix[next] = first;
        length[next] = (short) (length[previous] + 1);
        next++;
        if (next == 1 << size && size < 12) {
          size++;
        }
      }
      written = write(code, out, written);
      previous = code;
    }
    return out;
  }

  private byte first(int code) {
    int at = code;
    while (length[at] > 1) {
      at = prefix[at];
    }
    return suffix[at];
  }

  /// Writes the string of a code, as much as fits, and returns the offset after it.
  private int write(int code, byte[] out, int from) {
    int end = from + length[code];
    int at = code;
    for (int i = end - 1; i >= from; i--) {
      if (i < out.length) {
        out[i] = suffix[at];
      }
      at = prefix[at];
    }
    return Math.min(end, out.length);
  }

  /// The next code, or -1 at the end of the data.
  private int take(int size) {
    while (bitCount < size) {
      if (at == data.length) {
        return -1;
      }
      bits |= (data[at++] & 0xFF) << bitCount;
      bitCount += Byte.SIZE;
    }
    int code = bits & ((1 << size) - 1);
    bits >>>= size;
    bitCount -= size;
    return code;
  }
}
