package dev.sightline.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Puts chunks into a small PNG, right after its header.
final class PngChunks {
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  PngChunks add(String type, byte[] body) {
    byte[] typed = concat(ascii(type), body);
    var checksum = new CRC32();
    checksum.update(typed);
    chunks.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    chunks.writeBytes(typed);
    chunks.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return this;
  }

  /// Latin-1.
  PngChunks text(String keyword, String text) {
    return add("tEXt", ascii(keyword + "\0" + text));
  }

  /// Packed Latin-1.
  PngChunks packedText(String keyword, String text) throws Exception {
    return add("zTXt", concat(ascii(keyword + "\0\0"), deflated(ascii(text))));
  }

  /// UTF-8, packed or not.
  PngChunks unicodeText(String keyword, String text, boolean packed) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(
        "iTXt",
        concat(
            ascii(keyword + "\0" + (packed ? "\u0001" : "\0") + "\0en\0\0"),
            packed ? deflated(bytes) : bytes));
  }

  /// A profile as ImageMagick writes it.
  PngChunks rawProfile(String name, byte[] profile) throws Exception {
    String digits = HexFormat.of().formatHex(profile).replaceAll("(.{72})", "$1\n");
    return packedText(
        "Raw profile type " + name, "\n%s\n%8d\n%s\n".formatted(name, profile.length, digits));
  }

  byte[] into(byte[] png) {
    var file = new ByteArrayOutputStream();
    file.write(png, 0, 33); // signature and header
    file.writeBytes(chunks.toByteArray());
    file.write(png, 33, png.length - 33);
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
