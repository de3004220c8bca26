package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty callers at once, of every kind. How fast they are answered is measured by
/// `benchmarks/run.sh serve-load`; here, that they all are, and rightly.
class LoadTest {
  private static final int CALLERS = 50;
  private static final int ROUNDS = 6;
  private static final List<String> PHOTOS =
      List.of("stamps/zebra.jpg", "stamps/red-rose.jpg", "home/coffee-cup.jpg");

  @Test
  void fifty_callers_at_once_are_all_answered(@TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, PHOTOS);
        var server = library.serve(WebOptions.anyPort());
        var client = new Client(server);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      byte[] picture = Files.readAllBytes(library.photo("stamps/zebra.jpg"));
      var calls = new ArrayList<Callable<Void>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int number = caller;
        calls.add(
            () -> {
              for (int round = 0; round < ROUNDS; round++) {
                call(client, library, picture, number + round, number * ROUNDS + round);
              }
              return null;
            });
      }

      for (var done : callers.invokeAll(calls)) {
        done.get(); // throws what went wrong
      }
    }
  }

  private static void call(
      Client client, SampleLibrary library, byte[] picture, int kind, int number) throws Exception {
    String photo = PHOTOS.get(number % PHOTOS.size());
    switch (kind % 5) {
      case 0 -> assertThat(client.search("a zebra").at("/hits/0/id").asText()).isNotEmpty();
      case 1 -> assertThat(client.search("zebra min:0 or number " + number).at("/hits")).hasSize(3);
      case 2 -> {
        HttpResponse<byte[]> jpeg =
            client.get("/api/v1/images/%s/thumbnail".formatted(library.id(photo)));
        assertThat(jpeg.statusCode()).isEqualTo(200);
        assertThat(jpeg.body()).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
      }
      case 3 -> {
        HttpResponse<byte[]> original =
            client.get("/api/v1/images/%s/original".formatted(library.id(photo)));
        assertThat(original.body()).isEqualTo(Files.readAllBytes(library.photo(photo)));
      }
      default -> {
        HttpResponse<byte[]> found = client.upload(picture, Map.of("k", "1"));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(Client.json(found).at("/hits/0/id").asText())
            .isEqualTo(library.id("stamps/zebra.jpg"));
      }
    }
  }
}
