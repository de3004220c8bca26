package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Makes the pictures of the documentation anew: `-Dsightline.screenshots=docs/images`, a folder
/// from the project's on. Run on purpose only, because no two runs give the same bytes.
@EnabledIfSystemProperty(named = "sightline.screenshots", matches = ".+")
class ScreenshotTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("sightline.project", "."))
          .resolve(System.getProperty("sightline.screenshots", "docs/images"));
  private static final int QUALITY = 72;

  @Test
  void the_pages_of_the_guide(@TempDir Path folder) throws Exception {
    try (var chromium = Chromium.launch();
        var library = WholeLibrary.create(folder);
        var server = library.serve()) {
      desktop(chromium, server, ColorScheme.LIGHT);
      desktop(chromium, server, ColorScheme.DARK);
      phone(chromium, server);
    }
  }

  private static void desktop(Chromium chromium, WebServer server, ColorScheme scheme) {
    var options = new NewContextOptions().setViewportSize(1280, 800).setColorScheme(scheme);
    try (var context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      String suffix = scheme == ColorScheme.DARK ? "-dark" : "";
      page.navigate(server.address());
      assertThat(page.locator("#examples button").first()).isVisible();
      take(page, "page-library" + suffix);
      page.navigate(server.address() + "?q=an+animal");
      assertThat(page.locator(".tile").first()).isVisible();
      assertThat(page.locator("#filters button").first()).isVisible();
      take(page, "page-search" + suffix);
      page.locator("#query").fill("an animal cam");
      assertThat(page.locator("#completions li").first()).isVisible();
      take(page, "page-completion" + suffix);
      page.navigate(server.address() + "?q=castle+min:0+ext:jpg");
      page.locator(".select").nth(1).click();
      page.locator(".select").nth(2).click();
      take(page, "page-selection" + suffix);
      page.navigate(server.address() + "?q=a+castle+on+a+hill");
      page.locator(".open").first().click();
      page.keyboard().press("i");
      assertThat(page.locator("#facts dt").first()).isVisible();
      take(page, "page-viewer" + suffix);
      page.navigate(server.address() + "?view=duplicates");
      assertThat(page.locator(".group").first()).isVisible();
      take(page, "page-duplicates" + suffix);
      page.navigate(server.address());
      page.locator("#library-button").click();
      assertThat(page.locator("#skipped li").first()).isVisible();
      take(page, "page-panel" + suffix);
      page.navigate(server.address() + "?q=qqq+zzz+after:2022");
      assertThat(page.locator(".message")).isVisible();
      take(page, "page-nothing" + suffix);
      page.navigate(server.address() + "?q=panda+befor:2021");
      assertThat(page.locator("#error mark")).isVisible();
      take(page, "page-error" + suffix);
    }
  }

  private static void phone(Chromium chromium, WebServer server) {
    var options = new NewContextOptions().setViewportSize(360, 740).setHasTouch(true);
    try (var context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      page.navigate(server.address() + "?q=an+animal");
      take(page, "page-phone");
      page.locator(".open").first().click();
      take(page, "page-phone-viewer");
      page.navigate(server.address());
      page.locator("#library-button").click();
      assertThat(page.locator("#skipped li").first()).isVisible();
      take(page, "page-phone-panel");
    }
  }

  private static void take(Page page, String name) {
    page.waitForFunction(
        """
        () => [...document.querySelectorAll(".tile")].every(it => it.classList.contains("loaded"))
          && [...document.querySelectorAll("img")].every(it => !it.src || it.complete)
        """);
    page.evaluate("() => Promise.all(document.getAnimations().map(it => it.finished))");
    page.screenshot(
        new ScreenshotOptions()
            .setPath(FOLDER.resolve(name + ".jpg"))
            .setType(ScreenshotType.JPEG)
            .setQuality(QUALITY));
  }
}
