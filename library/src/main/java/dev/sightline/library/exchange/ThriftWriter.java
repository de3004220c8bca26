package dev.sightline.library.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Thrift's compact protocol, as far as Parquet's page headers and footer need it: integers as
/// zigzag varints, fields by the distance of their ids, structs ended by a zero.
///
/// @see <a href="https://thrift.apache.org">Thrift, the compact protocol</a>
final class ThriftWriter {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONGEST_SHORT_FORM = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int lastField;

  ThriftWriter integer(int field, int value) {
    header(field, I32);
    zigzag(value);
    return this;
  }

  ThriftWriter longInteger(int field, long value) {
    header(field, I64);
    zigzag(value);
    return this;
  }

  ThriftWriter text(int field, String value) {
    header(field, BINARY);
    bytes(value);
    return this;
  }

  /// Begins a struct in a field.
  ThriftWriter begin(int field) {
    header(field, STRUCT);
    return begin();
  }

  /// Begins a struct that is an element of a list.
  ThriftWriter begin() {
    outer.push(lastField);
    lastField = 0;
    return this;
  }

  /// Ends a struct.
  ThriftWriter end() {
    out.write(0);
    lastField = outer.pop();
    return this;
  }

  /// Begins a list of structs; they follow with [#begin()].
  ThriftWriter structs(int field, int size) {
    return list(field, size, STRUCT);
  }

  ThriftWriter integers(int field, int... values) {
    list(field, values.length, I32);
    for (int value : values) {
      zigzag(value);
    }
    return this;
  }

  ThriftWriter texts(int field, String... values) {
    list(field, values.length, BINARY);
    for (String value : values) {
      bytes(value);
    }
    return this;
  }

  /// What was written, with the zero that ends the outermost struct.
  byte[] finish() {
    out.write(0);
    return out.toByteArray();
  }

  private ThriftWriter list(int field, int size, int type) {
    header(field, LIST);
    if (size < LONGEST_SHORT_FORM) {
      out.write((size << 4) | type);
    } else {
      out.write(0xf0 | type);
      varint(size);
    }
    return this;
  }

  private void header(int field, int type) {
    int distance = field - lastField;
    if (distance < 1 || distance > LONGEST_SHORT_FORM) {
      throw new IllegalArgumentException("fields come in ascending order, close together");
    }
    out.write((distance << 4) | type);
    lastField = field;
  }

  private void bytes(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
