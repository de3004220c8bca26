package dev.sightline.models;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes tiny ONNX graphs (opset 13, float32 vectors out), so that a test can say in three lines
/// what a strange model does. Field numbers are those of `onnx.proto`.
public final class OnnxFile {
  public static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;
  private static final int INTEGER_ATTRIBUTE = 2;
  private static final int INTEGERS_ATTRIBUTE = 7;

  private final Message graph = new Message();

  public OnnxFile() {
    graph.text(2, "tiny");
  }

  /// An input; a size is a number, or a name where it is open.
  public OnnxFile input(String name, int type, Object... shape) {
    graph.message(11, value(name, type, shape));
    return this;
  }

  public OnnxFile output(String name, Object... shape) {
    graph.message(12, value(name, FLOAT, shape));
    return this;
  }

  /// A node without attributes.
  OnnxFile node(String operator, List<String> inputs, List<String> outputs) {
    graph.message(1, node(inputs, outputs, operator));
    return this;
  }

  /// A node with one whole number as attribute.
  OnnxFile node(String operator, String input, String output, String attribute, int value) {
    var written = new Message().text(1, attribute).number(3, value).number(20, INTEGER_ATTRIBUTE);
    graph.message(1, node(List.of(input), List.of(output), operator).message(5, written));
    return this;
  }

  /// A reduction along the second axis, which stays as size 1.
  OnnxFile reduce(String operator, String input, String output) {
    var axes = new Message().text(1, "axes").number(8, 1).number(20, INTEGERS_ATTRIBUTE);
    graph.message(1, node(List.of(input), List.of(output), operator).message(5, axes));
    return this;
  }

  /// Puts columns side by side.
  OnnxFile concat(List<String> inputs, String output) {
    var axis = new Message().text(1, "axis").number(3, 1).number(20, INTEGER_ATTRIBUTE);
    graph.message(1, node(inputs, List.of(output), "Concat").message(5, axis));
    return this;
  }

  public byte[] bytes() {
    return bytes(13);
  }

  byte[] bytes(int opsetVersion) {
    var opset = new Message().text(1, "").number(2, opsetVersion);
    return new Message().number(1, 7).message(7, graph).message(8, opset).bytes.toByteArray();
  }

  private static Message node(List<String> inputs, List<String> outputs, String operator) {
    var node = new Message();
    inputs.forEach(name -> node.text(1, name));
    outputs.forEach(name -> node.text(2, name));
    return node.text(4, operator);
  }

  private static Message value(String name, int type, Object... shape) {
    var sizes = new Message();
    for (Object size : shape) {
      sizes.message(
          1,
          size instanceof Integer number
              ? new Message().number(1, number)
              : new Message().text(2, size.toString()));
    }
    var tensor = new Message().number(1, type).message(2, sizes);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes.toByteArray());
    }

    private Message raw(int field, byte[] content) {
      varint(((long) field << 3) | 2);
      varint(content.length);
      bytes.writeBytes(content);
      return this;
    }

    private void varint(long value) {
      long left = value;
      while (left > 0x7f) {
        bytes.write((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      bytes.write((int) left);
    }
  }
}
