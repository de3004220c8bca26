package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as it is started: the script, the jar, signals and exit codes.
class LauncherIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path temporary;

  /// How a process ended.
  private record Ended(int exit, String out, String err) {}

  @Test
  void a_link_to_the_launcher_works_from_any_folder() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("sl"), launcher());

    Ended ended = run(Map.of(), List.of(link.toString(), "--version"));

    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).isEqualTo("sightline 0.1.0\n");
  }

  @Test
  void exit_codes_reach_the_shell() throws Exception {
    Ended ended =
        run(Map.of(), List.of(launcher().toString(), "index", temporary.resolve("no").toString()));

    assertThat(ended.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("There is no folder");
  }

  @Test
  void without_a_jdk_25_one_sentence_says_so() throws Exception {
    Path old = temporary.resolve("jdk-17");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : List.of("bash", "readlink", "dirname", "sed", "find")) {
      Files.createSymbolicLink(tools.resolve(tool), whereIs(tool));
    }

    Ended ended =
        run(
            Map.of(
                "JAVA_HOME",
                old.toString(),
                "PATH",
                tools.toString(),
                "SIGHTLINE_JDK_FOLDERS",
                temporary.resolve("jdk-*").toString()),
            List.of(tools.resolve("bash").toString(), launcher().toString(), "--version"));

    assertThat(ended.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.err().lines().toList())
        .containsExactly(
            "sightline: a JDK of version 25 or newer is needed and none was found. Install one"
                + " (for example Temurin 25) or set JAVA_HOME to it.");
  }

  private static Path whereIs(String tool) {
    return List.of("/bin", "/usr/bin").stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool + " on this machine"));
  }

  @Test
  void the_demo_shows_three_searches_and_stops_when_asked_to() throws Exception {
    Ended ended = run(Map.of(), List.of(launcher().toString(), "demo", "--once"));

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines().filter(line -> line.startsWith("\""))).hasSize(3);
    assertThat(ended.out()).contains("animals/pets/", "nature/sunset-over-the-hills.jpg");
    assertThat(ended.err()).contains("Model: sightline-tiny", "sightline models pull");
  }

  @Test
  void an_interrupted_index_run_commits_what_is_done_and_is_exit_130() throws Exception {
    Path photos = manyPhotos(600);
    String library = temporary.resolve("library").toString();
    var command = List.of(launcher().toString(), "index", photos.toString(), "--library", library);
    Process process = start(Map.of(), command);
    waitForFile(temporary.resolve("library/index"), process);
    process.destroy(); // SIGTERM; Ctrl-C's SIGINT may be ignored in a build that runs in background

    Ended ended = ended(process);

    assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ended.out()).startsWith("Stopped early: ");
    Ended again = run(Map.of(), command);
    assertThat(again.exit()).as(again.err()).isZero();
    Ended info =
        run(
            Map.of(),
            List.of(launcher().toString(), "library", "info", "--library", library, "--json"));
    assertThat(info.out()).contains("\"documents\":600,");
  }

  @Test
  void a_folder_without_permission_is_told_and_loses_nothing() throws Exception {
    Path photos = Files.createDirectories(temporary.resolve("photos"));
    Path locked = Files.createDirectories(photos.resolve("locked"));
    Files.copy(sample(), locked.resolve("a.jpg"));
    Files.copy(
        TestConsole.PROJECT.resolve("sample-data/home/coffee-cup.jpg"), photos.resolve("b.jpg"));
    var command = new ArrayList<>(asOrdinaryUser());
    String library = temporary.resolve("home/library").toString();
    command.addAll(
        List.of(launcher().toString(), "index", photos.toString(), "--library", library, "--json"));
    Path home = Files.createDirectories(temporary.resolve("home"));
    for (Path open : List.of(temporary, home, photos)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    var environment =
        Map.of(
            "HOME", home.toString(),
            "XDG_CACHE_HOME", home.resolve("cache").toString(),
            "XDG_DATA_HOME", home.resolve("data").toString());
    assertThat(run(environment, command).out()).contains("\"added\":2,");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));

    Ended ended = run(environment, command);

    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("\"removed\":0,", "\"unchanged\":1,")
        .contains(locked + "\",\"reason\":\"no permission to read it\"");
  }

  /// Root reads everything, so the test gives root's rights up where it has them.
  private static List<String> asOrdinaryUser() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    for (Path folder = TestConsole.PROJECT; folder != null; folder = folder.getParent()) {
      assumeThat(Files.getPosixFilePermissions(folder))
          .as("an ordinary user can get to " + TestConsole.PROJECT)
          .contains(PosixFilePermission.OTHERS_EXECUTE);
    }
    return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  }

  @Test
  void names_that_are_not_ascii_work_in_any_locale() throws Exception {
    Path photos = Files.createDirectories(temporary.resolve("año \uD83D\uDC36"));
    Files.copy(sample(), photos.resolve("straße.jpg"));
    String library = temporary.resolve("library").toString();

    Ended ended =
        run(
            Map.of("LC_ALL", "C", "LANG", "C"),
            List.of(
                launcher().toString(), "index", photos.toString(), "--library", library, "--json"));

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("\"added\":1,");
  }

  @Test
  void a_very_long_command_line_does_not_crash_the_runtime() throws Exception {
    var command = new ArrayList<>(List.of(launcher().toString(), "embed", "--text"));
    for (int i = 0; i < 100; i++) {
      command.add("a sentence of some length, number " + i + ", " + "x".repeat(100));
    }

    Ended ended = run(Map.of(), command);

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("{\"model\":\"sightline-tiny\",\"dim\":256,");
  }

  @Test
  void a_start_cache_of_another_java_is_left_aside_without_a_word() throws Exception {
    Path jdk = Path.of(System.getProperty("java.home"));
    Path cache =
        TestConsole.PROJECT
            .resolve("cli/target/start")
            .resolve(jdk.toRealPath().getFileName() + ".aot");
    Files.createDirectories(cache.resolveSibling(""));
    Files.writeString(cache, "no cache that any Java has written");
    try {
      Ended ended =
          run(
              Map.of("JAVA_HOME", jdk.toRealPath().toString()),
              List.of(launcher().toString(), "--version"));

      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).isEqualTo("sightline 0.1.0\n");
    } finally {
      Files.deleteIfExists(cache); // the next start records it anew
    }
  }

  private static Path launcher() {
    return TestConsole.PROJECT.resolve("sightline");
  }

  private static Path sample() {
    return TestConsole.PROJECT.resolve("sample-data/space/astronaut.jpg");
  }

  /// Copies that differ in a trailing byte, so that each is an image of its own.
  private Path manyPhotos(int count) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("photos"));
    byte[] bytes = Files.readAllBytes(sample());
    for (int i = 0; i < count; i++) {
      byte[] another = java.util.Arrays.copyOf(bytes, bytes.length + 4);
      another[bytes.length] = (byte) i;
      another[bytes.length + 1] = (byte) (i >> 8);
      Files.write(folder.resolve("photo-%04d.jpg".formatted(i)), another);
    }
    return folder;
  }

  private static void waitForFile(Path file, Process process) throws InterruptedException {
    while (!Files.exists(file) && process.isAlive()) {
      Thread.onSpinWait();
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  private Process start(Map<String, String> environment, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder
        .environment()
        .put("SIGHTLINE_START_CACHE", "off"); // not recorded in a test's environment
    builder.environment().putAll(environment);
    builder.redirectOutput(temporary.resolve("out.txt").toFile());
    builder.redirectError(temporary.resolve("err.txt").toFile());
    return builder.start();
  }

  private Ended run(Map<String, String> environment, List<String> command) throws Exception {
    return ended(start(environment, command));
  }

  private Ended ended(Process process) throws Exception {
    boolean inTime = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!inTime) {
      process.destroyForcibly();
    }
    assertThat(inTime).as("the process ended").isTrue();
    return new Ended(process.exitValue(), text("out.txt"), text("err.txt"));
  }

  private String text(String name) throws IOException {
    return Files.readString(temporary.resolve(name), StandardCharsets.UTF_8);
  }
}
