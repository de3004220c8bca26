package dev.sightline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SignalsTest {
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill to send a signal with")
  void a_signal_is_taken_until_it_is_put_back() throws Exception {
    var asked = new CountDownLatch(1);
    try (var signals = Signals.onEnding(asked::countDown).orElseThrow()) {
      assertThat(signals).isNotNull();
      var kill =
          new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid())).start();
      assertThat(kill.waitFor()).isZero();
      asked.await(); // and this process goes on
    }
  }
}
