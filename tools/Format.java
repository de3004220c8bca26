import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java file of the tree, as `java tools/Format.java`.
///
/// `check JAR ROOT` fails and lists the files that are not formatted; `write JAR ROOT` formats them
/// in place. The build calls it with the JDK 25 of its toolchain, whatever JDK Maven runs on.
final class Format {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3 || !List.of("check", "write").contains(arguments[0])) {
      throw new IllegalArgumentException("usage: Format.java check|write FORMATTER_JAR ROOT");
    }
    boolean write = arguments[0].equals("write");
    var root = Path.of(arguments[2]);
    var fileList = Files.createTempFile("format", ".txt");
    try {
      Files.write(fileList, javaFilesUnder(root));
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-jar", arguments[1]));
      command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      command.add("@" + fileList);
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0 && !write) {
        System.err.println(
            "The files above are not in google-java-format. Run: mvn process-sources -N"
                + " -Dformat.mode=write");
      }
      System.exit(exit);
    } finally {
      Files.delete(fileList);
    }
  }

  private static List<String> javaFilesUnder(Path root) throws IOException {
    try (var tree = Files.walk(root)) {
      return tree.map(root::relativize)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().matches(".*\\btarget\\b.*"))
          .map(file -> root.resolve(file).toString())
          .sorted()
          .toList();
    }
  }
}
