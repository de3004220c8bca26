package dev.sightline.images.metadata.xmp;

import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Joins the parts of an extended XMP packet (ISO 16684-3, 1.1.3.1), which a JPEG has in addition
/// to its main packet where a segment of 64 KB is too small.
///
/// A part is a header, the packet's 32-digit name, its total length and the offset of the part (4
/// bytes each), then data. The main packet names the extended one that belongs to it.
public final class ExtendedXmp {
  public static final String HEADER = "http://ns.adobe.com/xmp/extension/\0";

  private static final int NAME = 32;
  private static final int PART_HEADER = NAME + 8;
  private static final int MAX_BYTES = 8 << 20; // depth maps may be larger, texts are not

  private final Map<String, ByteArrayOutputStream> byName = new HashMap<>();

  /// Adds a part. Parts must come in order; a part that does not fit ends its packet.
  ///
  /// @param part the bytes after the header
  public void add(byte[] part) throws UnreadableImageException {
    if (part.length < PART_HEADER) {
      return;
    }
    String name = new String(part, 0, NAME, StandardCharsets.ISO_8859_1);
    long place = new FileBytes(part, "extended XMP").u32(NAME + 4L);
    var packet = byName.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
    if (place == packet.size() && place + part.length <= MAX_BYTES) {
      packet.write(part, PART_HEADER, part.length - PART_HEADER);
    }
  }

  /// The packet that the main ones name.
  public Optional<byte[]> of(List<byte[]> mainPackets) {
    return byName.entrySet().stream()
        .filter(
            extended ->
                mainPackets.stream()
                    .anyMatch(
                        main ->
                            new String(main, StandardCharsets.ISO_8859_1)
                                .contains(extended.getKey())))
        .map(extended -> extended.getValue().toByteArray())
        .findFirst();
  }
}
