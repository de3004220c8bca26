package dev.sightline.images;

import dev.sightline.images.source.ImageSource;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The project's golden images and what `testkit/goldens/images.json` says of them. That file has
/// one entry a line, so no JSON library is needed to read it.
public final class Goldens {
  private static final Path FOLDER = Project.goldens("");
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\": (\\{.*\\}),?");

  private Goldens() {}

  /// One image; `entry` is its JSON object.
  public record Golden(String name, String entry) {
    Path file() {
      return FOLDER.resolve("images").resolve(name);
    }

    public byte[] bytes() {
      try {
        return Files.readAllBytes(file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public ImageSource source() {
      return ImageSource.ofFile(file());
    }

    String expected() {
      return value("\"expected\": \"([^\"]+)\"").group(1);
    }

    public String format() {
      return value("\"format\": \"([^\"]+)\"").group(1);
    }

    int orientation() {
      return Integer.parseInt(value("\"orientation\": (\\d+)").group(1));
    }

    public int uprightWidth() {
      return Integer.parseInt(value("\"upright\": \\[(\\d+), (\\d+)\\]").group(1));
    }

    public int uprightHeight() {
      return Integer.parseInt(value("\"upright\": \\[(\\d+), (\\d+)\\]").group(2));
    }

    boolean isSound() {
      return expected().equals("ok");
    }

    /// The reference's image of this one, such as `bicubic-224`; empty if there is none.
    boolean hasReference(String kind) {
      return Files.exists(reference(kind));
    }

    Path reference(String kind) {
      return FOLDER.resolve("preprocessed").resolve(name + "." + kind + ".png");
    }

    private MatchResult value(String pattern) {
      var matcher = Pattern.compile(pattern).matcher(entry);
      if (!matcher.find()) {
        throw new IllegalStateException("no " + pattern + " in " + entry);
      }
      return matcher.toMatchResult();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static Golden named(String name) {
    return all().stream().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
  }

  public static List<Golden> sound() {
    return all().stream().filter(Golden::isSound).toList();
  }

  public static List<Golden> all() {
    try (var lines = Files.lines(FOLDER.resolve("images.json"))) {
      return lines
          .map(line -> ENTRY.matcher(line.strip()))
          .filter(line -> line.matches())
          .map(line -> new Golden(line.group(1), line.group(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
