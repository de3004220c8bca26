package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resident memory stays level however often the goldens are decoded.
///
/// The soak, 63,000 decodes, takes three minutes: `mvn -Psoak -pl images -am test`. Resident memory
/// grows by 35 to 50 MB in its first 200 rounds, as pools and compiled code settle, and by nothing
/// in the next 800.
class MemoryTest {
  /// The whole heap is resident from the start, so that what grows is not the heap.
  private static final List<String> LEVEL_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  @Test
  void a_thousand_decodes_leave_no_native_memory_behind(@TempDir Path folder) throws Exception {
    int rounds = 1_000 / Goldens.all().size() + 1;

    // Measured: 2 MB. A leaked copy of each file would be 100 MB, of each image 1 GB.
    assertThat(growth(folder, rounds, 10)).isLessThan(24_000_000);
  }

  @Test
  @Tag("soak")
  void a_thousand_rounds_leave_no_native_memory_behind(@TempDir Path folder) throws Exception {
    assertThat(growth(folder, 1_000, 120)).isLessThan(96_000_000);
  }

  private static long growth(Path folder, int rounds, int minutes) throws Exception {
    assumeTrue(Files.exists(DecodeRounds.STATUS), "the kernel tells resident memory");
    var process =
        OtherProcess.run(folder, minutes, LEVEL_HEAP, DecodeRounds.class, Integer.toString(rounds));
    assertThat(process.noise()).isEmpty();
    assertThat(process.exit()).isZero();
    return Long.parseLong(process.output().strip());
  }
}
