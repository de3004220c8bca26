package dev.sightline.images.metadata.exif;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads an EXIF block with metadata-extractor, after repairing damage that would make it read
/// nothing: a directory whose entry count exceeds the block. Other programs read the entries that
/// exist.
final class ExifBlockReader extends ExifTiffHandler {
  private static final int ENTRY = 12;
  private static final int NEXT = 4; // bytes after the entries: where the next directory is
  private static final int MAX_DIRECTORIES = 64;
  private static final int XMP = 700;
  private static final int EXIF_POINTER = 0x8769;
  private static final int GPS_POINTER = 0x8825;

  private final List<byte[]> xmp = new ArrayList<>();

  private ExifBlockReader(Metadata metadata) {
    super(metadata, null, 0);
  }

  /// Reads a block; entries before any damage are kept.
  ///
  /// @param block a TIFF structure; not changed
  /// @param metadata takes the directories
  /// @return the XMP packets in it
  static List<byte[]> read(byte[] block, Metadata metadata) {
    var reader = new ExifBlockReader(metadata);
    try {
      new TiffReader().processTiff(new ByteArrayReader(mended(block)), reader, 0);
    } catch (TiffProcessingException | IOException | RuntimeException _) {
      // Entries before the damage are kept. metadata-extractor may throw any exception for bad
      // input.
    }
    return reader.xmp;
  }

  @Override
  public boolean customProcessTag(
      int tagOffset,
      Set<Integer> processedIfdOffsets,
      int tiffHeaderOffset,
      RandomAccessReader reader,
      int tagId,
      int byteCount)
      throws IOException {
    if (tagId == XMP && byteCount > 0) {
      xmp.add(reader.getBytes(tagOffset, byteCount));
      return true;
    }
    return super.customProcessTag(
        tagOffset, processedIfdOffsets, tiffHeaderOffset, reader, tagId, byteCount);
  }

  /// The block itself where every directory fits into it, else a copy with smaller entry counts.
  private static byte[] mended(byte[] block) {
    if (block.length < 8) {
      return block;
    }
    var mending = new Mending(block);
    try {
      mending.directory(mending.u32(4), MAX_DIRECTORIES);
    } catch (IndexOutOfBoundsException _) {
      // a pointer out of the block, which the reader ignores
    }
    return mending.block;
  }

  private static final class Mending {
    private final byte[] original;
    private final boolean littleEndian;
    private byte[] block;

    Mending(byte[] original) {
      this.original = original;
      this.littleEndian = original[0] == 'I';
      this.block = original;
    }

    void directory(long at, int most) {
      if (most == 0 || at < 8 || at + 2 > original.length) {
        return;
      }
      int place = (int) at;
      int count = u16(place);
      // After the last entry four bytes follow; a block that ends before them is filled up.
      long fitting = (original.length - place - 2L) / ENTRY;
      if (place + 2L + (long) count * ENTRY + NEXT > original.length) {
        count = (int) Math.min(count, fitting);
        setCount(place, count);
      }
      for (int i = 0; i < count; i++) {
        int entry = place + 2 + i * ENTRY;
        int tag = u16(entry);
        if (tag == EXIF_POINTER || tag == GPS_POINTER) {
          directory(u32(entry + 8), most - 1);
        }
      }
    }

    private void setCount(int place, int count) {
      if (block.length == original.length) {
        block = Arrays.copyOf(original, original.length + ENTRY);
      }
      block[place + (littleEndian ? 0 : 1)] = (byte) count;
      block[place + (littleEndian ? 1 : 0)] = (byte) (count >> 8);
    }

    private int u16(int at) {
      int first = original[at] & 0xFF;
      int second = original[at + 1] & 0xFF;
      return littleEndian ? second << 8 | first : first << 8 | second;
    }

    private long u32(int at) {
      long first = u16(at);
      long second = u16(at + 2);
      return littleEndian ? second << 16 | first : first << 16 | second;
    }
  }
}
