package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watching as it is started: real processes over one library, with much patience.
class WatchIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path temporary;
  private final List<Process> started = new ArrayList<>();
  private Path photos;
  private String library = "";

  @BeforeEach
  void takeAPhoto() throws IOException {
    photos = Files.createDirectories(temporary.resolve("photos"));
    library = temporary.resolve("library").toString();
    copy("space/astronaut.jpg");
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private void copy(String sample) throws IOException {
    Path file = TestConsole.PROJECT.resolve("sample-data").resolve(sample);
    Files.copy(file, photos.resolve(file.getFileName()));
  }

  private Process start(String name, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(TestConsole.PROJECT.resolve("sightline").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--library", library));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(temporary.resolve(name + ".out").toFile())
            .redirectError(temporary.resolve(name + ".err").toFile())
            .start();
    started.add(process);
    return process;
  }

  private int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }

  private String text(String name) throws IOException {
    return Files.readString(temporary.resolve(name));
  }

  private static void await(Process running, String what, Callable<Boolean> condition)
      throws Exception {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(running.isAlive() && System.nanoTime() < patience).as(what).isTrue();
      running.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void an_index_that_watches_follows_its_folder_until_it_is_interrupted() throws Exception {
    Process watch = start("watch", "index", photos.toString(), "--watch", "--json");
    await(watch, "the first run", () -> text("watch.err").contains("Watching 1 folder."));

    copy("home/coffee-cup.jpg");
    await(watch, "the batch", () -> text("watch.err").contains("+1 ~0 -0"));

    watch.destroy(); // SIGTERM, as Ctrl-C
    assertThat(exit(watch)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(text("watch.out").lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"added\":1,") && line.endsWith("}"));
    assertThat(temporary.resolve("library/holder.txt")).doesNotExist();
  }

  @Test
  void a_server_shows_what_another_process_commits() throws Exception {
    assertThat(exit(start("first", "index", photos.toString()))).isZero();
    Process server = start("serve", "serve", "--port", "0");
    await(server, "the address", () -> text("serve.out").contains("Open http://"));
    assertThat(documents()).contains("\"documents\":1,");

    copy("home/coffee-cup.jpg");
    assertThat(exit(start("second", "index"))).isZero();

    await(server, "the new photo", () -> documents().contains("\"documents\":2,"));
  }

  @Test
  void a_server_that_watches_shows_what_it_indexes_and_lets_others_index_between()
      throws Exception {
    assertThat(exit(start("first", "index", photos.toString()))).isZero();
    Process server = start("serve", "serve", "--port", "0", "--watch");
    await(server, "the first run", () -> text("serve.err").contains("Watching 1 folder."));
    await(server, "the address", () -> text("serve.out").contains("Open http://"));

    copy("home/coffee-cup.jpg");
    await(server, "the new photo", () -> documents().contains("\"documents\":2,"));

    Path more = Files.createDirectories(temporary.resolve("more"));
    Files.copy(
        TestConsole.PROJECT.resolve("sample-data/nature/sunset-over-the-hills.jpg"),
        more.resolve("s.jpg"));
    assertThat(exit(start("other", "index", more.toString()))).isZero();
    await(server, "the other's photo", () -> documents().contains("\"documents\":3,"));
    server.destroy();
    exit(server);
  }

  private String documents() throws Exception {
    String said = text("serve.out");
    int at = said.indexOf("http://");
    String address = said.substring(at, said.indexOf(' ', at));
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address + "api/v1/library")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
