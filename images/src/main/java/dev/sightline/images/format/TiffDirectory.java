package dev.sightline.images.format;

import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One directory of a TIFF structure (revision 6.0): a count, then entries of 12 bytes (tag, type,
/// count, and the value, or its offset if it is longer than 4 bytes), then the offset of the next
/// directory.
final class TiffDirectory {
  private static final int ENTRY = 12;
  private static final int SUB_DIRECTORIES = 330;

  /// Maximum number of directories; cameras write fewer than ten.
  private static final int MOST = 64;

  private final FileBytes file;
  private final boolean littleEndian;
  private final long at;

  private TiffDirectory(FileBytes file, boolean littleEndian, long at) {
    this.file = file;
    this.littleEndian = littleEndian;
    this.at = at;
  }

  /// The directory that the header points at.
  static TiffDirectory first(FileBytes file) throws UnreadableImageException {
    boolean littleEndian = file.hasAscii(0, "II");
    long at = littleEndian ? file.u32LittleEndian(4) : file.u32(4);
    return new TiffDirectory(file, littleEndian, at);
  }

  /// The first directory, those after it, and those below them (tag 330), each once.
  static List<TiffDirectory> all(FileBytes file) throws UnreadableImageException {
    var found = new ArrayList<TiffDirectory>();
    first(file).collect(found, new HashSet<>());
    return List.copyOf(found);
  }

  private void collect(List<TiffDirectory> found, Set<Long> seen) throws UnreadableImageException {
    TiffDirectory directory = this;
    while (directory.at != 0 && found.size() < MOST && seen.add(directory.at)) {
      found.add(directory);
      long below = Math.min(directory.count(SUB_DIRECTORIES), MOST);
      for (long i = 0; i < below; i++) {
        long place = directory.value(SUB_DIRECTORIES, i);
        new TiffDirectory(file, littleEndian, place).collect(found, seen);
      }
      directory = new TiffDirectory(file, littleEndian, directory.next());
    }
  }

  private long next() throws UnreadableImageException {
    return u32(at + 2 + (long) u16(at) * ENTRY);
  }

  /// The first value of a tag, or a default value if there is no such tag.
  long first(int tag, long ifAbsent) throws UnreadableImageException {
    return count(tag) == 0 ? ifAbsent : value(tag, 0);
  }

  /// The number of values of a tag; 0 if there is no such tag.
  long count(int tag) throws UnreadableImageException {
    long entry = entry(tag);
    return entry < 0 ? 0 : u32(entry + 4);
  }

  /// One value of an existing tag of the type BYTE, SHORT, LONG or IFD.
  long value(int tag, long index) throws UnreadableImageException {
    long entry = entry(tag);
    int type = u16(entry + 2);
    int bytes =
        switch (type) {
          case 1, 7 -> 1; // BYTE, UNDEFINED
          case 3 -> 2; // SHORT
          case 4, 13 -> 4; // LONG, IFD
          default ->
              throw UnreadableImageException.corrupt(
                  "The TIFF's tag %d has the type %d, expected 1, 3 or 4.".formatted(tag, type));
        };
    long place = start(entry, bytes) + index * bytes;
    return switch (bytes) {
      case 1 -> file.u8(place);
      case 2 -> u16(place);
      default -> u32(place);
    };
  }

  /// The offset of a tag's values of one byte each; they may extend beyond the end of the file.
  Optional<Long> bytesAt(int tag) throws UnreadableImageException {
    long entry = entry(tag);
    return entry < 0 ? Optional.empty() : Optional.of(start(entry, 1));
  }

  private long start(long entry, int bytes) throws UnreadableImageException {
    boolean inline = u32(entry + 4) * bytes <= 4;
    return inline ? entry + 8 : u32(entry + 8);
  }

  /// The offset of a tag's entry, or -1.
  private long entry(int tag) throws UnreadableImageException {
    int entries = u16(at);
    for (int i = 0; i < entries; i++) {
      long entry = at + 2 + (long) i * ENTRY;
      file.need(entry, ENTRY);
      if (u16(entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private int u16(long place) throws UnreadableImageException {
    return littleEndian ? file.u16LittleEndian(place) : file.u16(place);
  }

  private long u32(long place) throws UnreadableImageException {
    return littleEndian ? file.u32LittleEndian(place) : file.u32(place);
  }
}
