package dev.sightline.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.Client;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.http.WebOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestDrainTest {
  @Test
  void closing_waits_for_the_answer_that_is_being_made(@TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, List.of("stamps/zebra.jpg"))) {
      var begun = new CountDownLatch(1);
      var goOn = new CountDownLatch(1);
      var ended = new CompletableFuture<Boolean>();
      var server =
          library.serve(
              WebOptions.anyPort(),
              (source, shortSide) -> {
                begun.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException("closing must not interrupt", e);
                }
                var decoded = library.decoder().decode(source, shortSide);
                ended.complete(true);
                return decoded;
              });
      var client = new Client(server);
      String address = "/api/v1/images/" + library.id("stamps/zebra.jpg") + "/thumbnail";
      var asking =
          Thread.startVirtualThread(
              () -> {
                try {
                  client.get(address);
                } catch (Exception e) {
                  // whether the last bytes still reach the client is the network's affair
                }
              });
      begun.await();

      var closing = Thread.startVirtualThread(server::close);
      goOn.countDown();
      closing.join();

      assertThat(ended).isCompletedWithValue(true);
      asking.join();
      client.close();
    }
  }
}
