package dev.sightline.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real browser: the system's Chromium or Chrome, else the one that Playwright fetches. Where
/// there is neither, the tests that need one are skipped and say so; with `CI=true` they fail
/// instead.
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /// It needs no sandbox against our own page, no graphics card, and nothing from the network.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium launch() {
    Optional<Path> installed = installed();
    Playwright playwright = null;
    try {
      var environment =
          installed.isPresent()
              ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
              : Map.<String, String>of();
      playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      var options = new LaunchOptions().setArgs(ARGUMENTS);
      installed.ifPresent(options::setExecutablePath);
      return new Chromium(playwright, playwright.chromium().launch(options));
    } catch (PlaywrightException e) {
      if (playwright != null) {
        playwright.close();
      }
      String reason = "No browser could be started (found: %s): %s".formatted(installed, e);
      if ("true".equals(System.getenv("CI"))) {
        return Assertions.fail(reason);
      }
      return Assumptions.abort(reason);
    }
  }

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/bin"), Arrays.stream(path.split(File.pathSeparator, -1)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
