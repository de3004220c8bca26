package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether axe-core finds anything wrong with the page by WCAG 2.2 AA, in each state of it.
class PageAccessibilityTest extends OnAWholeLibrary {
  private static final String RULES =
      """
      async () => {
        const found = await axe.run(document, { runOnly:
          ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        return found.violations.flatMap((it) =>
          it.nodes.map((node) => `${it.id}: ${node.html} ${node.failureSummary}`));
      }
      """;

  private static final String FORGET =
      "() => fetch('/api/v1/concepts/a%20wall', { method: 'DELETE' }).then((it) => it.status)";

  private final List<String> found = new ArrayList<>();
  private String axe = "";

  @BeforeAll
  void readAxe() throws IOException {
    try (InputStream script = PageAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      assertThat(script).isNotNull();
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 360"})
  void nothing_is_found_to_be_wrong(ColorScheme scheme, int width) {
    found.clear();
    page.setViewportSize(width, 800);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));

    open("");
    assertThat(page.locator("#examples button").first()).isVisible();
    check("the library");

    open("?q=great+wall");
    page.locator(".select").first().dispatchEvent("click");
    assertThat(page.locator("#filters button").first()).isVisible();
    check("results with a selection");
    page.locator("#make-concept").click();
    page.locator("#concept-name").fill("a wall");
    check("making a concept");
    page.locator("#concept-save").click();
    assertThat(page.locator("#judge-photo img")).isVisible();
    check("judging by a concept");
    page.evaluate(FORGET);
    open("?q=great+wall");

    page.locator(".open").first().press("Enter");
    page.keyboard().press("i");
    assertThat(page.locator("#facts dt").first()).isVisible();
    check("the viewer");

    open("");
    field().pressSequentially("ori");
    assertThat(page.locator("#completions li").first()).isVisible();
    check("completion");

    open("?q=panda+befor:2021");
    assertThat(page.locator("#error")).isVisible();
    check("an error");

    open("?q=ext:jpg+date:1931");
    assertThat(page.locator(".lifts button")).isVisible();
    check("nothing found");

    open("?view=duplicates");
    assertThat(page.locator(".group").first()).isVisible();
    check("duplicates");

    open("");
    page.locator("#library-button").click();
    assertThat(page.locator("#skipped li").first()).isVisible();
    check("the library panel");
    page.keyboard().press("Escape");
    page.locator("body").press("?");
    assertThat(page.locator("#keys")).isVisible();
    check("the keys");

    assertThat(found).isEmpty();
  }

  /// A window of 4K, and one of 1280 by 800 zoomed to 200 %: half as many pixels to lay out on.
  @ParameterizedTest
  @CsvSource({"LIGHT, 3840, 2160", "DARK, 640, 400"})
  void nothing_is_wrong_on_a_large_screen_and_zoomed(ColorScheme scheme, int width, int height) {
    found.clear();
    page.setViewportSize(width, height);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));

    open("?q=great+wall+min:0");
    assertThat(page.locator("#filters button").first()).isVisible();
    page.locator(".select").first().dispatchEvent("click");
    check("results with a selection");
    page.locator("#make-concept").click();
    check("making a concept");
    page.keyboard().press("Escape");
    page.locator(".open").first().press("Enter");
    page.keyboard().press("i");
    assertThat(page.locator("#facts dt").first()).isVisible();
    check("the viewer");

    assertThat(found).isEmpty();
  }

  /// Runs it on what is shown now, once nothing moves any more.
  private void check(String state) {
    waitUntilNothingMoves(page);
    page.evaluate(axe); // evaluated past the page's own policy, which lets no other script in
    for (Object violation : (List<?>) page.evaluate(RULES)) {
      found.add(state + ": " + violation);
    }
    assertThat(
            ((Number)
                    page.evaluate(
                        "document.documentElement.scrollWidth -"
                            + " document.documentElement.clientWidth"))
                .intValue())
        .as("sideways scrolling in " + state)
        .isLessThanOrEqualTo(0);
  }
}
