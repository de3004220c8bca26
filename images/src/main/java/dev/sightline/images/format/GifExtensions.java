package dev.sightline.images.format;

import dev.sightline.images.metadata.MetadataText;
import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Extensions of a GIF (89a) with metadata: comments, and XMP packets. XMP packets are not stored
/// in sub-blocks (ISO 16684-3, 1.1.2); a trailer of 258 bytes leads readers of sub-blocks to their
/// end.
final class GifExtensions {
  private static final int EXTENSION = 0x21;
  private static final int COMMENT = 0xFE;
  private static final int IMAGE = 0x2C;
  private static final int IMAGE_DESCRIPTOR = 10;
  private static final int XMP_TRAILER = 258;
  private static final String XMP_HEADER = "\u000BXMP DataXMP"; // its length, then its name

  private final FileBytes file;
  private final List<byte[]> xmp = new ArrayList<>();
  private final TextChunks texts = new TextChunks();

  GifExtensions(FileBytes file) {
    this.file = file;
  }

  List<byte[]> xmp() {
    return xmp;
  }

  TextChunks texts() {
    return texts;
  }

  /// Reads one extension.
  ///
  /// @param at offset of the extension
  /// @param end offset of the next block
  void add(int at, int end) throws UnreadableImageException {
    if (file.u8(at + 1) == COMMENT) {
      texts.add("Comment", MetadataText.decode(subBlocks(at + 2)));
    } else if (file.hasAscii(at + 2, XMP_HEADER)) {
      int packet = at + 2 + XMP_HEADER.length();
      boolean asItIs = file.u8(packet) == '<' || file.u8(packet) > 0x7F; // or a byte order mark
      xmp.add(asItIs ? file.slice(packet, Math.max(packet, end - XMP_TRAILER)) : subBlocks(packet));
    }
  }

  /// Reads the extensions after the first frame. Only the first frame is decoded, so the rest of
  /// the file may be truncated.
  void addAll(int from) {
    try {
      int at = from;
      while (file.u8(at) == EXTENSION || file.u8(at) == IMAGE) {
        int next;
        if (file.u8(at) == EXTENSION) {
          next = GifFile.skipBlocks(file, at + 2);
          add(at, next);
        } else {
          int colours = GifFile.palette(file, at + IMAGE_DESCRIPTOR, file.u8(at + 9)).length;
          next = GifFile.skipBlocks(file, at + IMAGE_DESCRIPTOR + colours * Pixels.CHANNELS + 1);
        }
        at = next;
      }
    } catch (UnreadableImageException _) {
      // truncated after its first frame
    }
  }

  private byte[] subBlocks(int from) throws UnreadableImageException {
    var data = new ByteArrayOutputStream();
    int at = from;
    while (file.u8(at) != 0) {
      file.need(at + 1L, file.u8(at));
      data.write(file.array(), at + 1, file.u8(at));
      at += 1 + file.u8(at);
    }
    return data.toByteArray();
  }
}
