package dev.sightline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.npy.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real jobs in a Java of their own, killed without a word once they have finished a few parts.
class KilledJobTest {
  private static final int PICTURES = 120;

  @TempDir private Path temporary;
  private Path photos = Path.of("");
  private Path output = Path.of("");

  @Test
  void a_killed_job_is_taken_up_and_nothing_whole_is_embedded_again() throws Exception {
    photos = temporary.toRealPath().resolve("photos");
    output = temporary.toRealPath().resolve("output");
    for (int i = 0; i < PICTURES; i++) {
      Jobs.picture(photos.resolve("p%03d.png".formatted(i)), i);
    }

    Process job = start();
    awaitParts(job, 3);
    job.destroyForcibly().waitFor();
    List<Integer> whole = wholeParts();
    Map<String, FileTime> before = files(whole);
    long there = images(whole);
    assertThat(there).isBetween(1L, PICTURES - 1L); // or nothing was killed

    EmbedJob.Report second = Jobs.run(output, "--input", photos.toString(), "--part-size", "4");

    assertThat(second.there()).isEqualTo(there);
    assertThat(second.encoded()).isEqualTo(PICTURES - there);
    assertThat(files(whole)).isEqualTo(before);
    assertThat(Jobs.names(output)).hasSize(PICTURES).doesNotHaveDuplicates();
    assertThat(output.resolve("_sightline/attempts")).doesNotExist();
  }

  private Process start() throws IOException {
    var process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.driver.host=127.0.0.1",
            EmbedJob.class.getName(),
            "--input",
            photos.toString(),
            "--model",
            Jobs.MODEL.toString(),
            "--output",
            output.toString(),
            "--part-size",
            "4");
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return process
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(temporary.resolve("job.log").toFile())
        .start();
  }

  private void awaitParts(Process job, int parts) throws Exception {
    while (wholeParts().size() < parts) {
      assertThat(job.isAlive())
          .as(() -> "the job has ended: " + text(temporary.resolve("job.log")))
          .isTrue();
      Thread.sleep(20);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private List<Integer> wholeParts() throws IOException {
    Path notes = output.resolve("_sightline/parts");
    if (!Files.exists(notes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(notes)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.matches("\\d+\\.json"))
          .map(it -> Integer.valueOf(it.replace(".json", "")))
          .sorted()
          .toList();
    }
  }

  private Map<String, FileTime> files(List<Integer> parts) throws IOException {
    var files = new TreeMap<String, FileTime>();
    for (int part : parts) {
      for (String name : List.of("img_emb/img_emb_%d.npy", "metadata/metadata_%d.parquet")) {
        Path file = output.resolve(name.formatted(part));
        files.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  private long images(List<Integer> parts) throws IOException {
    long images = 0;
    for (int part : parts) {
      images += NpyFile.read(output.resolve("img_emb/img_emb_%d.npy".formatted(part))).size();
    }
    return images;
  }
}
