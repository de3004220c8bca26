package dev.sightline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.TestConsole;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path temporary;

  private JsonNode finding(TestConsole sightline, String area, String name) throws IOException {
    var all = new ObjectMapper().readTree(sightline.out()).at("/findings");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(it -> it.at("/area").asText().equals(area) && it.at("/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void without_a_library_it_tells_all_else_and_is_exit_0() throws IOException {
    var sightline = new TestConsole(temporary);

    int exit = sightline.run("doctor", "--json");

    assertThat(exit).isZero();
    assertThat(new ObjectMapper().readTree(sightline.out()).at("/ok").asBoolean()).isTrue();
    assertThat(finding(sightline, "versions", "Sightline").at("/value").asText())
        .isEqualTo(Version.NUMBER);
    assertThat(finding(sightline, "versions", "Lucene").at("/value").asText()).startsWith("10.");
    assertThat(finding(sightline, "versions", "OpenCV").at("/value").asText())
        .matches("4\\.\\d+\\.\\d+");
    assertThat(finding(sightline, "versions", "ONNX Runtime").at("/value").asText())
        .startsWith("1.");
    assertThat(finding(sightline, "processor", "vector unit").at("/value").asText())
        .matches("\\d+ bits");
    assertThat(finding(sightline, "model", "in use").at("/value").asText())
        .startsWith("sightline-tiny, fp32, sees ");
    assertThat(finding(sightline, "model", "confidence").at("/state").asText()).isEqualTo("ok");
    assertThat(finding(sightline, "library", "library").at("/state").asText())
        .isEqualTo("optional");
    assertThat(finding(sightline, "library", "library").at("/fix").asText())
        .isEqualTo("Make one with: sightline index FOLDER");
    assertThat(finding(sightline, "speed", "decode").at("/value").asText())
        .matches("[1-9]\\d* pictures/s, one thread");
    assertThat(finding(sightline, "speed", "prepare and encode").at("/state").asText())
        .isEqualTo("ok");
    for (String format : new String[] {"HEIC", "AVIF", "JPEG XL"}) {
      assertThat(finding(sightline, "formats", format).at("/value").asText()).isNotBlank();
    }
  }

  @Test
  void a_folder_that_is_gone_is_broken_and_exit_3() throws IOException {
    Path photos = Files.createDirectories(temporary.resolve("photos"));
    Path kept = Files.createDirectories(temporary.resolve("kept"));
    String library = temporary.resolve("library").toString();
    var sightline = new TestConsole(temporary);
    assertThat(
            sightline.run(
                "index", photos.toString(), kept.toString(), "--library", library, "--quiet"))
        .isZero();
    Path gone = photos.toRealPath();
    Files.delete(photos);

    int exit = sightline.run("doctor", "--library", library);

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.out())
        .contains("BROKEN   folder             " + gone + " is not there")
        .contains("ok       folder             " + kept.toRealPath())
        .contains("BROKEN   folder: Connect its disk. Until then its photos stay in the library.");
  }

  @Test
  void a_library_that_cannot_be_read_is_broken_and_keeps_nothing_else_from_being_told()
      throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("mine"));
    Files.writeString(folder.resolve("letter.txt"), "dear");
    var sightline = new TestConsole(temporary);

    int exit = sightline.run("doctor", "--library", folder.toString(), "--json");

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(new ObjectMapper().readTree(sightline.out()).at("/ok").asBoolean()).isFalse();
    assertThat(finding(sightline, "library", "library").at("/state").asText()).isEqualTo("broken");
    assertThat(finding(sightline, "library", "library").at("/fix").asText())
        .contains("is not a Sightline library: it holds letter.txt");
    assertThat(finding(sightline, "model", "in use").at("/state").asText()).isEqualTo("ok");
  }

  @Test
  void a_model_that_cannot_be_used_is_broken() throws IOException {
    Path model = Files.createDirectories(temporary.resolve("half"));
    Files.writeString(model.resolve("config.json"), "{");
    var sightline = new TestConsole(temporary);

    int exit = sightline.run("doctor", "--model", model.toString(), "--json");

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(finding(sightline, "model", "in use").at("/state").asText()).isEqualTo("broken");
    assertThat(finding(sightline, "model", "in use").at("/fix").asText())
        .contains("sightline models verify");
  }
}
