package dev.sightline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Lowers another process, so that the tests themselves stay as fast as they are.
class LowPriorityTest {
  /// The place of the nice value among the fields behind the program's name, `man 5 proc`.
  private static final int NICE = 16;

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_process_is_made_to_give_way_to_all_others() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      var said = LowPriority.of(process.pid());

      assertThat(said).hasSize(2).allMatch(line -> line.startsWith("priority of the "));
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String nice = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE];
      assertThat(nice).isEqualTo(said.getFirst().endsWith("lowest, by renice") ? "19" : "0");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_process_that_is_not_there_is_said_and_is_no_error() {
    assertThat(LowPriority.of(Integer.MAX_VALUE).getFirst())
        .doesNotContain("lowest")
        .startsWith("priority of the processor: ");
  }
}
