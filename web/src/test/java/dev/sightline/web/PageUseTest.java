package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.sightline.web.http.WebOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the page is looked at and moved about in: by mouse, by keys, on a phone.
class PageUseTest extends OnThePage {
  @Test
  void the_library_is_shown_at_first_without_complaints() {
    open("");

    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
    assertThat(status()).hasText("12 photos, newest first");
    assertThat(page.locator("footer"))
        .hasText(
            "12 photos · model sightline-tiny, the small bundled model · a stronger one:"
                + " ./sightline models pull");
    assertThat(page.locator(".tile.loaded").first()).isVisible();
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_viewer_shows_the_photo_its_facts_and_its_neighbours() {
    open("");
    firstTile().click();
    Locator viewer = page.locator("#viewer");
    Locator photo = page.locator("#viewer-photo");
    assertThat(viewer).isVisible();
    assertThat(photo).hasAttribute("src", Pattern.compile("/original$"));
    String first = photo.getAttribute("alt");

    page.keyboard().press("ArrowRight");
    assertThat(photo).not().hasAttribute("alt", first);
    page.keyboard().press("ArrowLeft");
    assertThat(photo).hasAttribute("alt", first);

    page.keyboard().press("i");
    assertThat(page.locator("#facts")).containsText(first);

    page.keyboard().press("Escape");
    assertThat(viewer).isHidden();
    assertThat(page.locator(".open").first()).isFocused();
  }

  @Test
  void similar_photos_are_a_key_away_in_the_viewer() {
    open("?q=a+giant+panda");
    firstTile().click();

    page.keyboard().press("s");

    assertThat(page.locator("#viewer")).isHidden();
    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(firstTile()).hasAttribute("alt", "giant-panda.jpg");
  }

  @Test
  void the_keyboard_reaches_everything() {
    open("");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());

    page.keyboard().press("/");
    assertThat(field()).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator(".open").nth(0)).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".open").nth(1)).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator(".open").nth(1)).not().isFocused();
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Home");
    assertThat(page.locator(".open").nth(0)).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#viewer")).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
  }

  @Test
  void rows_are_justified_and_keep_the_photos_shapes() {
    open("");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());

    var widths =
        page.evaluate(
            """
            () => {
              const rows = new Map();
              for (const tile of document.querySelectorAll(".tile")) {
                const box = tile.getBoundingClientRect();
                rows.set(box.top, Math.max(rows.get(box.top) ?? 0, box.right));
              }
              return [...rows.values()].slice(0, -1);
            }
            """);

    var box = page.locator("#results").boundingBox();
    assertThat((List<?>) widths)
        .isNotEmpty()
        .allSatisfy(
            right -> assertThat(((Number) right).doubleValue()).isEqualTo(box.x + box.width));
  }

  @Test
  void a_file_name_is_never_markup(@TempDir Path folder) throws Exception {
    String name = "<img src=x onerror=alert(1)>.jpg";
    try (var hostile = SampleLibrary.renamed(folder, PANDA, name);
        var serving = hostile.serve(WebOptions.anyPort())) {
      page.onDialog(
          dialog -> {
            complaints.add("a dialog opened: " + dialog.message());
            dialog.dismiss();
          });
      address = serving.address();
      open("");
      Locator open = page.locator(".open");
      assertThat(open).hasAttribute("aria-label", name);
      assertThat(page.locator(".name")).hasText(name);

      open.click();
      page.keyboard().press("i");

      assertThat(page.locator("#viewer-name")).hasText(name);
      assertThat(page.locator("#facts")).containsText(name);
      assertThat(page.locator("img[src=x]")).hasCount(0);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void a_page_without_its_token_says_what_to_do() {
    try (var closed = library.serve(WebOptions.anyPort().withToken("open sesame"))) {
      address = closed.address();
      open("");
      assertThat(page.locator("#error")).containsText("needs its token");

      page.navigate(closed.addressToOpen());

      assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
      assertThat(page).hasURL(closed.address());
    }
  }

  @Test
  void a_phone_has_no_sideways_scrolling_and_large_targets() {
    page.setViewportSize(390, 844);
    open("");
    assertThat(page.locator("#examples button").first()).isVisible();

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    for (Locator button : page.locator("button:visible").all()) {
      assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(44);
    }
  }
}
