import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the sources of the page with prettier, ESLint and stylelint, as `java
// tools/CheckPage.java
/// web`. The folder's `package.json` and `package-lock.json` say which versions of them.
///
/// The tools are installed with `npm ci`, unless `node_modules` is what the lock describes. Without
/// npm, or when the registry cannot be reached, the check is skipped with a warning; with `CI=true`
/// it fails instead.
final class CheckPage {
  private static final boolean CI = "true".equals(System.getenv("CI"));

  /// What npm prints when it cannot reach the registry.
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
              + "|ERR_SOCKET_TIMEOUT|ENOTCACHED|network request");

  private final Path folder;
  private final Path npm;

  private CheckPage(Path folder, Path npm) {
    this.folder = folder;
    this.npm = npm;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: CheckPage.java FOLDER");
    }
    Optional<Path> npm = findNpm();
    if (npm.isEmpty()) {
      skip("npm is not on the PATH. Install Node.js 18 or newer");
      return;
    }
    new CheckPage(Path.of(arguments[0]), npm.get()).run();
  }

  private static Optional<Path> findNpm() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, windows ? "npm.cmd" : "npm"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void run() throws IOException, InterruptedException {
    if (!isInstalled() && !install()) {
      return;
    }
    int exit = start(true, "run", "--silent", "check").waitFor();
    if (exit != 0) {
      fail("The sources of the page break a rule. To format them: npm --prefix web run format");
    }
  }

  /// A copy of the lock that the tools were installed from lies beside them.
  private Path installedLock() {
    return folder.resolve("node_modules").resolve(".installed-lock.json");
  }

  private Path lock() {
    return folder.resolve("package-lock.json");
  }

  private boolean isInstalled() throws IOException {
    return Files.exists(installedLock()) && Files.mismatch(lock(), installedLock()) < 0;
  }

  /// @return whether the tools are there now
  private boolean install() throws IOException, InterruptedException {
    System.err.println("[INFO] Installing the tools that check the page: npm ci");
    Process process = start(false, "ci", "--prefer-offline", "--no-progress");
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() == 0) {
      Files.copy(lock(), installedLock());
      return true;
    }
    System.err.println(output.strip());
    if (UNREACHABLE.matcher(output).find()) {
      skip("npm cannot reach its registry, see above");
    } else {
      fail("npm ci failed, see above.");
    }
    return false;
  }

  private Process start(boolean inheritOutput, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(npm.toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    return inheritOutput ? builder.inheritIO().start() : builder.redirectErrorStream(true).start();
  }

  private static void skip(String reason) {
    if (CI) {
      fail(reason + ".");
    }
    System.err.printf("[WARNING] The sources of the page were not checked: %s.%n", reason);
  }

  private static void fail(String reason) {
    System.err.println("[ERROR] " + reason);
    System.exit(1);
  }
}
