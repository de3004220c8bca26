import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Says in one sentence that a JDK 25 is missing, where the toolchains plugin would only say that
/// it knows no "matching toolchain definitions". Runs on whatever Java Maven runs on, so nothing
/// newer than Java 17 is used here. It never fails: the plugin, which runs next, has the last word.
final class RequireJdk {
  private static final int NEEDED = 25;

  public static void main(String[] arguments) {
    boolean found =
        Stream.concat(fromEnvironment(), fromUsualFolders())
            .anyMatch(home -> version(home) >= NEEDED);
    boolean toldToMaven =
        Files.exists(Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml"));
    if (!found && !toldToMaven) {
      System.err.println(
          "[ERROR] Sightline needs a JDK of version 25 or newer and none was found: install one"
              + " (for example Temurin 25) or set JAVA_HOME to it.");
    }
  }

  private static Stream<Path> fromEnvironment() {
    Stream<Path> homes =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches("JAVA\\w*_HOME|JDK\\w*_HOME"))
            .map(Map.Entry::getValue)
            .filter(value -> !value.isBlank())
            .map(Path::of);
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, "java"))
            .filter(Files::exists)
            .map(RequireJdk::homeOf);
    return Stream.concat(homes, onPath);
  }

  private static Path homeOf(Path java) {
    try {
      return java.toRealPath().getParent().getParent();
    } catch (IOException e) {
      return java;
    }
  }

  private static Stream<Path> fromUsualFolders() {
    String user = System.getProperty("user.home");
    return Stream.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of("/opt/java"),
            Path.of("/usr/local"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(user, "Library/Java/JavaVirtualMachines"),
            Path.of(user, ".sdkman/candidates/java"),
            Path.of(user, ".jdks"),
            Path.of("C:\\Program Files\\Java"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"))
        .filter(Files::isDirectory)
        .flatMap(RequireJdk::children)
        .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /// The feature version that a JDK's `release` file tells, else 0.
  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("\\D+", " ").strip().split(" ")[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
