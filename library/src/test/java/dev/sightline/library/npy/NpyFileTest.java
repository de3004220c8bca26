package dev.sightline.library.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.Examples;
import dev.sightline.testkit.RandomSeeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir private Path temporary;
  private Path file;

  @BeforeEach
  void chooseAFile() {
    file = temporary.resolve("vectors.npy");
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(30)
  void rows_come_back_to_the_last_bit(long seed) throws Exception {
    var random = new Random(seed);
    int dimension = random.nextInt(1, 300);
    var rows = new ArrayList<float[]>();
    for (int i = random.nextInt(20); i > 0; i--) {
      rows.add(Examples.vector(random.nextLong(), dimension));
    }

    NpyFile.write(file, rows, dimension);

    List<float[]> read = NpyFile.read(file);
    assertThat(read).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(read.get(i)).containsExactly(rows.get(i));
    }
  }

  @Test
  void numbers_that_are_none_come_back_too() throws Exception {
    float[] row = {Float.NaN, Float.POSITIVE_INFINITY, -0.0f, Float.MIN_VALUE};

    NpyFile.write(file, List.of(row), 4);

    assertThat(NpyFile.read(file).getFirst()).containsExactly(row);
  }

  @Test
  void the_header_is_what_numpy_writes() throws Exception {
    NpyFile.write(file, List.of(new float[] {1, 2}), 2);

    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0).hasSize(128 + 8);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }  ")
        .endsWith(" \n");
    assertThat(Arrays.copyOfRange(bytes, 128, 132)).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThatThrownBy(() -> NpyFile.write(file, List.of(new float[3]), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows have 2 numbers, got one of 3");
  }

  @Test
  void half_precision_is_widened() throws Exception {
    write("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 1), }", 1, 0x00, 0x3c, 0x01, 0x00);

    List<float[]> rows = NpyFile.read(file);

    assertThat(rows.get(0)).containsExactly(1f);
    assertThat(rows.get(1)).containsExactly((float) Math.pow(2, -24)); // the smallest of all
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_version_of_the_format_is_read(int version) throws Exception {
    write("{'descr':'<f2','fortran_order':False,'shape':(1,1,)}", version, 0x00, 0x3c);

    assertThat(NpyFile.read(file).getFirst()).containsExactly(1f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5, 0), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
        "{'descr': [('False', '<f4')], 'fortran_order': True, 'shape': (1, 1), }",
        "nonsense"
      })
  void any_other_array_is_refused_with_what_was_found(String header) throws Exception {
    write(header, 1, 0, 0, 0, 0);

    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s: expected a row-major matrix of float32 or float16, found %s"
                .formatted(file, header));
  }

  @Test
  void a_shape_larger_than_the_file_is_a_file_cut_short() throws Exception {
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999), }", 1, 0);

    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is cut short");
  }

  @Test
  void a_file_cut_short_anywhere_says_so() throws Exception {
    NpyFile.write(file, List.of(new float[] {1, 2}, new float[] {3, 4}), 2);
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NpyFile.read(file))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessage(file + (length < 8 ? " is not a NumPy array" : " is cut short"));
    }
  }

  @Test
  void another_file_is_no_array() throws Exception {
    Files.writeString(file, "These are not numbers.");

    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not a NumPy array");
  }

  private void write(String header, int version, int... numbers) throws IOException {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    var bytes =
        ByteBuffer.allocate(12 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text);
    for (int number : numbers) {
      bytes.put((byte) number);
    }
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
  }
}
