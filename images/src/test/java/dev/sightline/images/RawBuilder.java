package dev.sightline.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes raw files as cameras do: directories, with others after and below them, and JPEGs and
/// sensor data in between. Little-endian. One builder is one directory; the outermost also writes
/// the header.
public final class RawBuilder {
  private static final int HEADER = 16; // with room for Canon's mark

  /// A tag's values.
  private static final class Entry {
    final int type;
    final int count;
    final byte[] bytes;
    final boolean elsewhere; // whether the bytes are data that the tag only points at

    Entry(int type, int count, byte[] bytes, boolean elsewhere) {
      this.type = type;
      this.count = count;
      this.bytes = bytes;
      this.elsewhere = elsewhere;
    }
  }

  private final TreeMap<Integer, Entry> entries = new TreeMap<>();
  private final List<RawBuilder> below = new ArrayList<>();
  private @Nullable RawBuilder settings;
  private @Nullable RawBuilder after;
  private byte[] mark = new byte[8];
  private byte[] magic = {'I', 'I', 42, 0};
  private int nextAt;

  public RawBuilder make(String make) {
    return text(271, make);
  }

  public RawBuilder orientation(int orientation) {
    return number(274, orientation);
  }

  public RawBuilder size(int width, int height) {
    return number(256, width).number(257, height);
  }

  /// A preview as `JPEGInterchangeFormat`.
  public RawBuilder jpeg(byte[] jpeg) {
    return data(513, jpeg).number(514, jpeg.length);
  }

  /// A preview, or anything else that is a JPEG, as a single strip.
  public RawBuilder strip(byte[] jpeg) {
    return number(259, 6).data(273, jpeg).number(279, jpeg.length);
  }

  /// Sensor data behind a colour filter array.
  public RawBuilder sensor(byte[] data) {
    return number(262, 32803).data(273, data).number(279, data.length);
  }

  public RawBuilder dng() {
    entries.put(50706, new Entry(1, 4, new byte[] {1, 4, 0, 0}, false));
    return this;
  }

  public RawBuilder canon() {
    mark = new byte[] {'C', 'R', 2, 0, 0, 0, 0, 0};
    return this;
  }

  public RawBuilder panasonic(byte[] jpeg) {
    magic = new byte[] {'I', 'I', 'U', 0};
    entries.put(46, new Entry(7, jpeg.length, jpeg, false));
    return this;
  }

  /// A JPEG that only the maker's notes tell of.
  public RawBuilder olympus(byte[] jpeg) {
    magic = new byte[] {'I', 'I', 'R', 'O'};
    return data(50_341, jpeg);
  }

  public RawBuilder sub(RawBuilder directory) {
    below.add(directory);
    return this;
  }

  public RawBuilder next(RawBuilder directory) {
    after = directory;
    return this;
  }

  /// Where the next directory is said to be, whatever is there.
  public RawBuilder nextAt(int place) {
    nextAt = place;
    return this;
  }

  public RawBuilder taken(String date) {
    settings = new RawBuilder().text(36867, date);
    return this;
  }

  /// A text in the outermost directory, as in the boxes of a CR3.
  public RawBuilder date(int tag, String date) {
    return text(tag, date);
  }

  private RawBuilder text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    entries.put(tag, new Entry(2, bytes.length, bytes, false));
    return this;
  }

  private RawBuilder number(int tag, int value) {
    entries.put(tag, new Entry(4, 1, integer(value), false));
    return this;
  }

  private RawBuilder data(int tag, byte[] data) {
    entries.put(tag, new Entry(4, 1, data, true));
    return this;
  }

  public byte[] bytes() {
    var file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    file.put(magic).putInt(HEADER).put(mark);
    write(file);
    return Arrays.copyOf(file.array(), file.position());
  }

  /// At the buffer's position; what does not fit into the entries comes behind.
  private int write(ByteBuffer file) {
    if (settings != null) {
      number(34665, 0);
    }
    if (!below.isEmpty()) {
      entries.put(330, new Entry(4, below.size(), new byte[4 * below.size()], false));
    }
    int start = file.position();
    int end = start + 2 + 12 * entries.size() + 4;
    file.putShort((short) entries.size()).putInt(end - 4, nextAt).position(end);
    int at = start + 2;
    for (var tag : entries.entrySet()) {
      write(file, at, tag.getKey(), tag.getValue());
      at += 12;
    }
    if (settings != null) {
      int place = start + 2 + 12 * entries.headMap(34665).size();
      file.putInt(place + 8, settings.write(file));
    }
    int offsets = start + 2 + 12 * entries.headMap(330).size() + 8;
    if (below.size() > 1) {
      offsets = file.getInt(offsets);
    }
    for (int i = 0; i < below.size(); i++) {
      file.putInt(offsets + 4 * i, below.get(i).write(file));
    }
    if (after != null) {
      file.putInt(end - 4, after.write(file));
    }
    return start;
  }

  private static void write(ByteBuffer file, int at, int tag, Entry entry) {
    file.putShort(at, (short) tag).putShort(at + 2, (short) entry.type).putInt(at + 4, entry.count);
    if (entry.bytes.length <= 4 && !entry.elsewhere) {
      file.put(at + 8, entry.bytes);
    } else {
      file.putInt(at + 8, file.position()).put(entry.bytes);
    }
  }

  private static byte[] integer(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
