package dev.sightline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testkit.Project;
import dev.sightline.testkit.SamplePhotos;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in `docs/how-to/embed-in-java.md` compiles, and does what the page says.
class EmbeddingGuideTest {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path temporary;

  @Test
  void the_program_of_the_guide_compiles_and_finds_a_photo() throws Exception {
    String page = Files.readString(Project.root().resolve("docs/how-to/embed-in-java.md"));
    var program = PROGRAM.matcher(page);
    assertThat(program.find()).isTrue();
    Path source = Files.writeString(temporary.resolve("FindPhotos.java"), program.group(1));
    var errors = new ByteArrayOutputStream();

    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                temporary.toString(),
                source.toString());

    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(compiled).isZero();
    assertThat(run()).contains("4 added").contains("IMG_2041.jpg");
  }

  private String run() throws Exception {
    String[] arguments = {
      temporary.resolve("library").toString(),
      Project.bundledModel().toString(),
      SamplePhotos.file("animals/farm").toString(),
      "a cow min:0"
    };
    var printed = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    try (var loader = new URLClassLoader(new URL[] {temporary.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("FindPhotos")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } finally {
      System.setOut(usual);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
