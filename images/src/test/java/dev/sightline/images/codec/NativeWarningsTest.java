package dev.sightline.images.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.OtherProcess;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeWarningsTest {
  @BeforeEach
  void only_with_the_C_library_of_Linux() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
  }

  @Test
  void a_warning_counts_for_the_thread_that_decodes_and_no_other() throws Exception {
    byte[] sound = Goldens.named("gray.jpg").bytes();
    byte[] damaged = sound.clone();
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 512, (byte) 0x55);
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> outcomes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] file = i % 2 == 0 ? sound : damaged;
        outcomes.add(threads.submit(() -> outcome(decoder, file)));
      }
      for (int i = 0; i < outcomes.size(); i++) {
        assertThat(outcomes.get(i).get()).isEqualTo(i % 2 == 0 ? "decoded" : "CORRUPT");
      }
    }
  }

  private static String outcome(ImageDecoder decoder, byte[] file) {
    try {
      decoder.decode(ImageSource.ofBytes("gray.jpg", file), 448);
      return "decoded";
    } catch (UnreadableImageException e) {
      return e.reason().name();
    }
  }

  @Test
  void what_other_native_code_prints_still_reaches_the_terminal(@TempDir Path folder)
      throws Exception {
    var process = OtherProcess.run(folder, 1, List.of(), Printing.class);

    assertThat(process.exit()).isZero();
    assertThat(process.noise()).startsWith("from native code: ");
  }

  /// A program that decodes an image and a damaged one, then lets the C library print an error.
  static final class Printing {
    private Printing() {}

    @SuppressWarnings("restricted") // the C library's perror
    public static void main(String[] arguments) throws Throwable {
      var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
      decoder.decode(Goldens.named("gray.jpg").source(), 448);
      byte[] damaged = Goldens.named("gray.jpg").bytes();
      Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 512, (byte) 0x55);
      try {
        decoder.decode(ImageSource.ofBytes("damaged", damaged), 448);
        throw new AssertionError("the damaged picture was decoded");
      } catch (UnreadableImageException e) {
        if (e.reason() != Reason.CORRUPT) {
          throw e;
        }
      }
      var linker = Linker.nativeLinker();
      var print =
          linker.downcallHandle(
              linker.defaultLookup().find("perror").orElseThrow(),
              FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
      try (var arena = Arena.ofConfined()) {
        print.invokeExact(arena.allocateFrom("from native code"));
      }
    }
  }
}
