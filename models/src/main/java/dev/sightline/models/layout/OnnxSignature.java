package dev.sightline.models.layout;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The inputs and outputs of an ONNX file, read without creating a session: loading a large model
/// takes a second, skipping its weights takes milliseconds.
///
/// An ONNX file is a protobuf message; these of its fields are read, by number: `ModelProto.graph`
/// 7, `GraphProto.input` 11 and `.output` 12, `ValueInfoProto.name` 1 and `.type` 2,
/// `TypeProto.tensor_type` 1, `Tensor.shape` 2, `TensorShapeProto.dim` 1, `Dimension.dim_value` 1.
///
/// @param inputs in the file's order
/// @param outputs in the file's order
/// @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
/// @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf's encoding</a>
public record OnnxSignature(List<Value> inputs, List<Value> outputs) {
  /// The size of a dimension that the file leaves open.
  static final long ANY = -1;

  /// One input or output.
  ///
  /// @param name as in the file
  /// @param shape sizes, [#ANY] where they are open
  public record Value(String name, List<Long> shape) {}

  /// Reads the inputs and outputs of a file.
  ///
  /// @throws InvalidModelException if the file cannot be read or is not an ONNX file
  public static OnnxSignature read(Path file) {
    try (var channel = FileChannel.open(file);
        var arena = Arena.ofConfined()) {
      var model = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      var signature = new OnnxSignature(new ArrayList<>(), new ArrayList<>());
      new Message(model)
          .eachMessage(
              (field, graph) -> {
                if (field == 7) {
                  signature.readGraph(graph);
                }
              });
      return signature;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw InvalidModelException.unreadable(file, "it is no ONNX file", e);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }

  /// The shape of the first input with a number of dimensions.
  Optional<List<Long>> inputOfRank(int rank) {
    return inputs.stream().map(Value::shape).filter(shape -> shape.size() == rank).findFirst();
  }

  private void readGraph(Message graph) {
    graph.eachMessage(
        (field, value) -> {
          if (field == 11) {
            inputs.add(value(value));
          } else if (field == 12) {
            outputs.add(value(value));
          }
        });
  }

  private static Value value(Message valueInfo) {
    var shape = new ArrayList<Long>();
    var name = new StringBuilder();
    valueInfo.eachMessage(
        (field, part) -> {
          if (field == 1) {
            name.append(part.text());
          } else if (field == 2) {
            part.only(1).flatMap(tensor -> tensor.only(2)).ifPresent(it -> readShape(it, shape));
          }
        });
    return new Value(name.toString(), List.copyOf(shape));
  }

  private static void readShape(Message tensorShape, List<Long> shape) {
    tensorShape.eachMessage((_, dimension) -> shape.add(dimension.number(1).orElse(ANY)));
  }

  /// A protobuf message in memory: a sequence of fields, each a key (number and wire type) and a
  /// value.
  private record Message(MemorySegment bytes) {
    interface Visitor {
      void visit(int field, Message value);
    }

    interface NumberVisitor {
      void visit(int field, long value);
    }

    void eachMessage(Visitor visitor) {
      each(visitor, (_, _) -> {});
    }

    Optional<Message> only(int wanted) {
      var found = new ArrayList<Message>();
      eachMessage(
          (field, value) -> {
            if (field == wanted) {
              found.add(value);
            }
          });
      return found.stream().findFirst();
    }

    Optional<Long> number(int wanted) {
      var found = new ArrayList<Long>();
      each(
          (_, _) -> {},
          (field, value) -> {
            if (field == wanted) {
              found.add(value);
            }
          });
      return found.stream().findFirst();
    }

    String text() {
      return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private void each(Visitor messages, NumberVisitor numbers) {
      var cursor = new Cursor(bytes);
      while (cursor.at < bytes.byteSize()) {
        long key = cursor.varint();
        int field = (int) (key >>> 3);
        switch ((int) (key & 7)) {
          case 0 -> numbers.visit(field, cursor.varint());
          case 1 -> cursor.at += Long.BYTES;
          case 2 -> messages.visit(field, new Message(cursor.slice(cursor.varint())));
          case 5 -> cursor.at += Integer.BYTES;
          default -> throw new IllegalArgumentException("wire type " + (key & 7));
        }
      }
    }
  }

  private static final class Cursor {
    private final MemorySegment bytes;
    private long at;

    Cursor(MemorySegment bytes) {
      this.bytes = bytes;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        byte next = bytes.get(ValueLayout.JAVA_BYTE, at++);
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number of more than 64 bits");
    }

    MemorySegment slice(long length) {
      MemorySegment slice = bytes.asSlice(at, length);
      at += length;
      return slice;
    }
  }
}
