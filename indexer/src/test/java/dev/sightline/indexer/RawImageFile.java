package dev.sightline.indexer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A minimal camera raw file: a DNG of one directory with a JPEG preview in it.
final class RawImageFile {
  private static final int DIRECTORY_AT = 8;
  private static final int ENTRIES = 3;
  private static final int JPEG_AT = 513;
  private static final int JPEG_BYTES = 514;
  private static final int DNG_VERSION = 50706;
  private static final int BYTE = 1;
  private static final int LONG = 4;

  private RawImageFile() {}

  static byte[] around(byte[] jpeg) {
    int dataAt = DIRECTORY_AT + 2 + ENTRIES * 12 + 4;
    var file = ByteBuffer.allocate(dataAt + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(DIRECTORY_AT);
    file.putShort((short) ENTRIES);
    entry(file, JPEG_AT, LONG, 1, dataAt);
    entry(file, JPEG_BYTES, LONG, 1, jpeg.length);
    entry(file, DNG_VERSION, BYTE, 4, 0x0401);
    file.putInt(0).put(jpeg);
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
