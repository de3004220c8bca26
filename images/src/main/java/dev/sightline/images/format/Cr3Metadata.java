package dev.sightline.images.format;

import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The EXIF block of a Canon raw file (CR3). The camera keeps it in several boxes, each a TIFF
/// structure with one directory: `CMT1` for the image, `CMT2` for the settings, `CMT4` for the
/// place. This class joins them to one block of the usual form, so that all formats share one
/// reader.
///
/// The boxes lie in a `uuid` box of the `moov` box. All are little-endian.
///
/// @see <a href="https://github.com/lclevy/canon_cr3">Canon CR3 file format</a>
final class Cr3Metadata {
  private static final int UUID = 16; // bytes of the identifier before the content of a `uuid` box
  private static final int HEADER = 8; // of a TIFF structure
  private static final int ENTRY = 12;
  private static final int SETTINGS = 0x8769;
  private static final int PLACE = 0x8825;
  private static final int LONG = 4; // the type of an offset
  private static final int MOST_BYTES = 1 << 20; // of a box; cameras write a few thousand
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private Cr3Metadata() {}

  /// The block; empty where the file has none that can be read.
  static Optional<byte[]> exif(FileBytes file) {
    try {
      return block(file);
    } catch (UnreadableImageException | IndexOutOfBoundsException _) {
      return Optional.empty(); // damaged metadata does not prevent decoding
    }
  }

  private static Optional<byte[]> block(FileBytes file) throws UnreadableImageException {
    for (IsoBox top : boxes(file, 0, file.length())) {
      if (top.is(file, "moov")) {
        for (IsoBox inner : boxes(file, top.body(), top.end())) {
          if (inner.is(file, "uuid")) {
            List<IsoBox> parts = boxes(file, inner.body() + UUID, inner.end());
            byte[] main = part(file, parts, "CMT1");
            if (main != null) {
              byte[] settings = part(file, parts, "CMT2");
              return Optional.of(joined(main, settings, part(file, parts, "CMT4")));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The boxes at one level, as far as they can be read.
  private static List<IsoBox> boxes(FileBytes file, long from, long to) {
    var boxes = new ArrayList<IsoBox>();
    long at = from;
    try {
      while (at < to) {
        var box = IsoBox.at(file, at, "The CR3");
        boxes.add(box);
        at = box.end();
      }
    } catch (UnreadableImageException _) {
      // the boxes found before the damage are used
    }
    return boxes;
  }

  private static byte @Nullable [] part(FileBytes file, List<IsoBox> boxes, String type)
      throws UnreadableImageException {
    for (IsoBox box : boxes) {
      boolean usable = box.end() - box.body() <= MOST_BYTES && file.hasAscii(box.body(), "II*\0");
      if (box.is(file, type) && usable) {
        return file.slice(box.body(), box.end());
      }
    }
    return null;
  }

  /// Builds a new structure: the main directory with two more entries, followed by the three
  /// structures with adjusted offsets.
  private static byte[] joined(byte[] main, byte @Nullable [] settings, byte @Nullable [] place) {
    int entries = ByteBuffer.wrap(main).order(ByteOrder.LITTLE_ENDIAN).getShort(directory(main));
    int added = (settings == null ? 0 : 1) + (place == null ? 0 : 1);
    int start = HEADER + 2 + (entries + added) * ENTRY + 4;
    int settingsAt = start + main.length;
    int placeAt = settingsAt + (settings == null ? 0 : settings.length);
    var block =
        ByteBuffer.allocate(placeAt + (place == null ? 0 : place.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    block.put(main, 0, 4).putInt(HEADER).putShort((short) (entries + added));
    byte[] moved = moved(main, start);
    block.put(moved, directory(main) + 2, entries * ENTRY);
    if (settings != null) {
      entry(block, SETTINGS, settingsAt + directory(settings));
    }
    if (place != null) {
      entry(block, PLACE, placeAt + directory(place));
    }
    block.putInt(0).put(moved); // no further directory
    if (settings != null) {
      block.put(moved(settings, settingsAt));
    }
    if (place != null) {
      block.put(moved(place, placeAt));
    }
    return block.array();
  }

  private static void entry(ByteBuffer block, int tag, int offset) {
    block.putShort((short) tag).putShort((short) LONG).putInt(1).putInt(offset);
  }

  private static int directory(byte[] tiff) {
    return ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
  }

  /// Adds a number of bytes to the offset of every value that is longer than four bytes.
  private static byte[] moved(byte[] tiff, int by) {
    var moved = ByteBuffer.wrap(tiff.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int at = directory(tiff);
    int entries = moved.getShort(at);
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + i * ENTRY;
      int type = moved.getShort(entry + 2);
      int size = type > 0 && type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1;
      if ((long) moved.getInt(entry + 4) * size > 4) {
        moved.putInt(entry + 8, moved.getInt(entry + 8) + by);
      }
    }
    return moved.array();
  }
}
