package dev.sightline.images.format;

import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;

/// One box of a container (ISO/IEC 14496-12, 4.2), as HEIF and JPEG XL files are made of: length (4
/// bytes, big-endian, the header included), type (4 letters), body. A length of 1 is followed by
/// one of 8 bytes, a length of 0 means to the end of the file.
///
/// @param start offset of the box
/// @param body offset of its body
/// @param end offset of the next box; within the file
record IsoBox(long start, long body, long end) {
  private static final int HEADER = 8;
  private static final int LONG_LENGTH = 8;

  /// Reads a box's header.
  ///
  /// @param what name of the file in messages, such as `The JPEG XL`
  /// @throws UnreadableImageException if it ends after the file, or before its own header
  static IsoBox at(FileBytes file, long start, String what) throws UnreadableImageException {
    file.need(start, HEADER);
    long length = file.u32(start);
    long body = start + HEADER;
    if (length == 1) {
      length = (file.u32(body) << 32) | file.u32(body + 4);
      body += LONG_LENGTH;
    } else if (length == 0) {
      length = file.length() - start;
    }
    if (length < body - start) {
      throw UnreadableImageException.corrupt(
          "%s has a box of %,d bytes, expected at least %d.".formatted(what, length, body - start));
    }
    file.need(start, length);
    return new IsoBox(start, body, start + length);
  }

  /// Whether it is of a type.
  boolean is(FileBytes file, String type) {
    return file.hasAscii(start + 4, type);
  }
}
