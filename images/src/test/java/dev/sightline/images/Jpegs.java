package dev.sightline.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Puts metadata segments into JPEGs.
final class Jpegs {
  private Jpegs() {}

  /// The JPEG with a segment right after its start.
  static byte[] with(int marker, String header, byte[] content, byte[] jpeg) {
    var file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    int length = 2 + header.length() + content.length;
    file.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
    file.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(content);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  /// IPTC records within an image resource block.
  static byte[] iptc(byte[] records) {
    return ByteBuffer.allocate(12 + records.length + (records.length & 1))
        .put("8BIM".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) 0x0404)
        .putShort((short) 0)
        .putInt(records.length)
        .put(records)
        .array();
  }

  /// One record of the application record, such as 25, a keyword.
  static byte[] record(int number, byte[] value) {
    return ByteBuffer.allocate(5 + value.length)
        .put(new byte[] {0x1C, 2, (byte) number})
        .putShort((short) value.length)
        .put(value)
        .array();
  }
}
