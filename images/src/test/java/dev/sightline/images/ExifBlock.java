package dev.sightline.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/// Writes EXIF blocks (TIFF structures, little-endian) and puts them into JPEGs and PNGs.
///
/// Three directories: the image's own, the camera's settings (tag 0x8769), the place (0x8825).
public final class ExifBlock {
  private static final class Entry {
    final int tag;
    final int type;
    final int count;
    final byte[] value;

    Entry(int tag, int type, int count, byte[] value) {
      this.tag = tag;
      this.type = type;
      this.count = count;
      this.value = value;
    }
  }

  private final List<Entry> main = new ArrayList<>();
  private final List<Entry> settings = new ArrayList<>();
  private final List<Entry> place = new ArrayList<>();

  public ExifBlock orientation(int orientation) {
    main.add(new Entry(0x0112, 3, 1, shorts(orientation)));
    return this;
  }

  public ExifBlock make(String make) {
    main.add(text(0x010F, make));
    return this;
  }

  public ExifBlock model(String model) {
    main.add(text(0x0110, model));
    return this;
  }

  /// A text of the settings directory, such as 0x9003, when the image was taken.
  public ExifBlock setting(int tag, String value) {
    settings.add(text(tag, value));
    return this;
  }

  public ExifBlock setting(int tag, int value) {
    settings.add(new Entry(tag, 3, 1, shorts(value)));
    return this;
  }

  public ExifBlock setting(int tag, int numerator, int denominator) {
    settings.add(new Entry(tag, 5, 1, integers(numerator, denominator)));
    return this;
  }

  /// A text of the image's own directory, such as 0x010E, its description.
  ExifBlock main(int tag, String value) {
    main.add(text(tag, value));
    return this;
  }

  /// A number of the image's own directory, such as 0x4746, its rating.
  ExifBlock main(int tag, int value) {
    main.add(new Entry(tag, 3, 1, shorts(value)));
    return this;
  }

  /// Bytes of the image's own directory, such as 0x9C9B, its title by Windows.
  ExifBlock main(int tag, byte[] value) {
    main.add(new Entry(tag, 1, value.length, value));
    return this;
  }

  /// Bytes of the settings directory without a type, such as 0x9286, a comment.
  ExifBlock setting(int tag, byte[] value) {
    settings.add(new Entry(tag, 7, value.length, value));
    return this;
  }

  /// A text of the place's directory, such as 0x1D, the date.
  ExifBlock gps(int tag, String value) {
    place.add(text(tag, value));
    return this;
  }

  /// Fractions of the place's directory, each a numerator and a denominator.
  ExifBlock gps(int tag, int... fractions) {
    place.add(new Entry(tag, 5, fractions.length / 2, integers(fractions)));
    return this;
  }

  /// Degrees, minutes and seconds, each a whole number.
  public ExifBlock place(String northOrSouth, int[] latitude, String eastOrWest, int[] longitude) {
    place.add(text(1, northOrSouth));
    place.add(new Entry(2, 5, 3, integers(latitude[0], 1, latitude[1], 1, latitude[2], 1)));
    place.add(text(3, eastOrWest));
    place.add(new Entry(4, 5, 3, integers(longitude[0], 1, longitude[1], 1, longitude[2], 1)));
    return this;
  }

  byte[] bytes() {
    var first = new ArrayList<>(main);
    first.add(new Entry(0x8769, 4, 1, integers(0)));
    first.add(new Entry(0x8825, 4, 1, integers(0)));
    int settingsAt = 8 + size(first);
    int placeAt = settingsAt + size(settings);
    first.subList(main.size(), first.size()).clear();
    first.add(new Entry(0x8769, 4, 1, integers(settingsAt)));
    first.add(new Entry(0x8825, 4, 1, integers(placeAt)));
    var block = ByteBuffer.allocate(placeAt + size(place)).order(ByteOrder.LITTLE_ENDIAN);
    block.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    write(block, first);
    write(block, settings);
    write(block, place);
    return block.array();
  }

  /// The JPEG with this block in an APP1 segment, right after its start.
  public byte[] into(byte[] jpeg) {
    byte[] block = bytes();
    var file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.writeBytes(
        ByteBuffer.allocate(4)
            .putShort((short) 0xFFE1)
            .putShort((short) (block.length + 8))
            .array());
    file.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(block);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  /// The PNG with this block in an eXIf chunk, right after its header.
  public byte[] intoPng(byte[] png) {
    byte[] block = bytes();
    var chunk = ByteBuffer.allocate(12 + block.length);
    chunk.putInt(block.length).put("eXIf".getBytes(StandardCharsets.ISO_8859_1)).put(block);
    var checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + block.length);
    chunk.putInt((int) checksum.getValue());
    int afterHeader = 8 + 25;
    var file = new ByteArrayOutputStream();
    file.write(png, 0, afterHeader);
    file.writeBytes(chunk.array());
    file.write(png, afterHeader, png.length - afterHeader);
    return file.toByteArray();
  }

  /// A directory with the values that do not fit into its entries right behind it.
  private static void write(ByteBuffer block, List<Entry> entries) {
    entries.sort(Comparator.comparingInt(entry -> entry.tag));
    int valuesAt = block.position() + 2 + entries.size() * 12 + 4;
    var values = new ByteArrayOutputStream();
    block.putShort((short) entries.size());
    for (var entry : entries) {
      block.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
      if (entry.value.length <= 4) {
        block.put(entry.value).position(block.position() + 4 - entry.value.length);
      } else {
        block.putInt(valuesAt + values.size());
        values.writeBytes(entry.value);
      }
    }
    block.putInt(0).put(values.toByteArray());
  }

  private static int size(List<Entry> entries) {
    int values =
        entries.stream().mapToInt(entry -> entry.value.length > 4 ? entry.value.length : 0).sum();
    return 2 + entries.size() * 12 + 4 + values;
  }

  private static Entry text(int tag, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
    return new Entry(tag, 2, bytes.length, bytes);
  }

  private static byte[] shorts(int value) {
    return ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) value).array();
  }

  private static byte[] integers(int... values) {
    var bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
