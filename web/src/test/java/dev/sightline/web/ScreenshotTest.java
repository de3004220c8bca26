package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Makes the pictures of the documentation anew: `-Dsightline.screenshots=docs/images`, a folder
/// from the project's on. Run on purpose only, because no two runs give the same bytes.
@EnabledIfSystemProperty(named = "sightline.screenshots", matches = ".+")
class ScreenshotTest {
  private static final Path FOLDER =
      Project.root().resolve(System.getProperty("sightline.screenshots", "docs/images"));
  private static final int QUALITY = 72;

  /// What a person's folder may be called; the one of this run is shown as it.
  private static final String HOME = "/home/ada/Pictures";

  private String photos = "";

  @Test
  void the_pages_of_the_guide(@TempDir Path folder) throws Exception {
    try (var chromium = Chromium.launch();
        var library = WholeLibrary.create(folder);
        var server = library.serve()) {
      photos = library.photos().toString();
      var light = new NewContextOptions().setViewportSize(1280, 800);
      try (var context = chromium.browser().newContext(light)) {
        desktop(context.newPage(), server.address());
      }
      var dark = new NewContextOptions().setViewportSize(1280, 800);
      try (var context = chromium.browser().newContext(dark.setColorScheme(ColorScheme.DARK))) {
        Page page = context.newPage();
        library(page, server.address(), "page-library-dark");
      }
      var phone = new NewContextOptions().setViewportSize(360, 740).setHasTouch(true);
      try (var context = chromium.browser().newContext(phone)) {
        Page page = context.newPage();
        search(page, server.address(), "page-phone");
      }
    }
  }

  private void desktop(Page page, String address) {
    search(page, address, "page-search");
    page.navigate(address + "?q=a+castle+on+a+hill");
    page.locator(".open").first().click();
    page.keyboard().press("i");
    assertThat(page.locator("#facts dt").first()).isVisible();
    take(page, "page-viewer");
    page.navigate(address + "?view=duplicates");
    assertThat(page.locator(".group").first()).isVisible();
    take(page, "page-duplicates");
    page.navigate(address);
    page.locator("#library-button").click();
    assertThat(page.locator("#skipped li").first()).isVisible();
    take(page, "page-panel");
  }

  private void search(Page page, String address, String name) {
    page.navigate(address + "?q=an+animal");
    assertThat(page.locator(".tile").first()).isVisible();
    assertThat(page.locator("#filters button").first()).isVisible();
    take(page, name);
  }

  private void library(Page page, String address, String name) {
    page.navigate(address);
    assertThat(page.locator("#examples button").first()).isVisible();
    take(page, name);
  }

  private void take(Page page, String name) {
    page.waitForFunction(
        """
        () => [...document.querySelectorAll(".tile")].every(it => it.classList.contains("loaded"))
          && [...document.querySelectorAll("img")].every(it => !it.src || it.complete)
        """);
    BrowserTest.waitUntilNothingMoves(page);
    page.evaluate(
        """
        ([from, to]) => {
          document.querySelectorAll("wbr").forEach((it) => it.remove());
          document.body.normalize(); // a path is one text again
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            texts.currentNode.data = texts.currentNode.data.replace(from, to);
          }
        }
        """,
        List.of(photos, HOME));
    page.screenshot(
        new ScreenshotOptions()
            .setPath(FOLDER.resolve(name + ".jpg"))
            .setType(ScreenshotType.JPEG)
            .setQuality(QUALITY));
  }
}
