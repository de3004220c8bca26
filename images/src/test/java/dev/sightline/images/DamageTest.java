package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.source.Mutations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
  private static final String SEED = System.getProperty("sightline.seed", "20260101");
  private static final int COPIES = 60; // of each of about 55 goldens

  @Test
  void damaged_files_neither_crash_nor_surprise_nor_print(@TempDir Path folder) throws Exception {
    var damage =
        OtherProcess.run(
            folder, 5, List.of("-Xmx512m"), Mutations.class, SEED, Integer.toString(COPIES));

    assertThat(damage.noise()).as("standard error, seed %s", SEED).isEmpty();
    assertThat(damage.exit()).as("exit code, seed %s", SEED).isZero();
    assertThat(damage.output()).contains("pictures", "CORRUPT", "TRUNCATED", "TOO_LARGE");
  }
}
