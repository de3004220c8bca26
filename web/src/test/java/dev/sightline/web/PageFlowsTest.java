package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a person does with a library on the page, beyond asking: narrow it down, select, look for
/// duplicates, keep it up to date.
class PageFlowsTest extends OnAWholeLibrary {
  @Test
  void a_field_and_its_value_are_completed_by_keys() {
    open("");
    field().pressSequentially("panda ori");
    assertThat(page.locator("#completions li")).hasText("orientation:");

    page.keyboard().press("ArrowDown");
    assertThat(field()).hasAttribute("aria-activedescendant", "option-0");
    page.keyboard().press("Enter");
    assertThat(field()).hasValue("panda orientation:");
    page.locator("#completions li").getByText("landscape").click();

    assertThat(page).hasURL(Pattern.compile("orientation%3Alandscape$"));
    assertThat(page.locator("#filters .on")).hasText("orientation:landscape ✕");
  }

  @Test
  void a_facet_narrows_the_query_and_its_chip_widens_it_again() {
    open("?q=ext:jpg");
    Locator year = page.locator("#filters .pill:not(.on)").getByText("2022");
    year.click();

    assertThat(field()).hasValue("ext:jpg date:2022");
    assertThat(status()).hasText("4 photos");

    page.getByLabel("Remove date:2022").click();
    assertThat(field()).hasValue("ext:jpg");
    assertThat(status()).hasText("67 photos");
  }

  @Test
  void a_wrong_query_has_its_place_marked() {
    open("?q=panda+befor:2021");

    assertThat(page.locator("#error mark")).hasText("befor:2021");
    assertThat(field()).hasAttribute("aria-invalid", "true");
  }

  @Test
  void when_filters_leave_nothing_it_says_which_to_lift() {
    open("?q=ext:jpg+date:1931");

    Locator lift = page.locator(".lifts button");
    assertThat(lift).hasText("without date:1931 there are 67");
    lift.click();

    assertThat(status()).hasText("67 photos");
    assertThat(page).hasURL(Pattern.compile("\\?q=ext%3Ajpg$"));
  }

  @Test
  void the_same_picture_is_folded_and_unfolds_in_its_place() {
    open("?q=great+wall");
    Locator stack = tile("great-wall.jpg").locator(".stack");
    assertThat(stack).hasText("+1 similar");

    stack.click();

    assertThat(tile("great-wall.jpg")).hasCount(2);
    assertThat(page.locator(".folded")).hasCount(0);
  }

  @Test
  void only_what_is_near_the_window_is_in_the_document_and_all_can_be_reached() {
    open("?q=min:0+ext:jpg");
    assertThat(page.locator(".tile.loaded").first()).isVisible();
    int atFirst = tiles().count();
    assertThat(atFirst).isLessThan(67);
    String height = "document.querySelector('#results').offsetHeight";
    Object whole = page.evaluate(height);

    tile("great-wall.jpg").first().locator(".open").focus();
    page.keyboard().press("End");

    assertThat(page.locator(".tile[aria-posinset='67'] .open")).isFocused();
    assertThat(page.locator(".tile[aria-posinset='67']")).isInViewport();
    assertThat(page.evaluate(height)).isEqualTo(whole);
    assertThat(tiles().count()).isLessThan(67);
  }

  @Test
  void photos_are_selected_by_keys_and_by_mouse_and_downloaded() throws Exception {
    open("?q=camera:canon");
    assertThat(page.locator(".tile.loaded").first()).isVisible();
    page.locator(".open").first().focus();
    page.keyboard().press("Space");
    assertThat(page.locator("#selected-count")).hasText("1 selected");
    assertThat(page.locator("#viewer")).isHidden();

    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Shift+Space");
    assertThat(page.locator("#selected-count")).hasText("3 selected");
    page.keyboard().press("Escape");
    assertThat(page.locator("#selection")).isHidden();

    page.locator(".select").first().click();
    String name = page.locator(".tile.selected img").getAttribute("alt");
    Download download = page.waitForDownload(() -> page.locator("#download").click());
    assertThat(download.suggestedFilename()).isEqualTo(name);
  }

  @Test
  void paths_are_copied() {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    open("?q=camera:canon");
    page.locator(".select").first().click();
    page.locator(".select").nth(1).click();
    page.locator("#copy-paths").click();

    assertThat(page.locator("#notice")).hasText("Copied 2 paths");
    String copied = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
    assertThat(copied.lines()).hasSize(2).allMatch(path -> Files.exists(Path.of(path)));
  }

  @Test
  void duplicates_of_a_photo_are_a_key_away_and_the_best_says_why() {
    open("?q=great+wall");
    tile("great-wall.jpg").first().locator(".open").click();
    page.keyboard().press("d");

    assertThat(page.locator(".group")).hasCount(1);
    assertThat(page.locator(".group li").first()).containsText("Best: most pixels");
    assertThat(page.locator("#results")).isHidden();

    page.locator(".group .open").nth(1).click();
    assertThat(page.locator("#viewer")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#viewer")).isHidden();
    assertThat(page.locator(".group")).hasCount(1);

    page.getByText("Back to the photos").click();
    assertThat(status()).hasText("67 photos, newest first");
  }

  @Test
  void a_photo_is_added_to_the_query_and_another_taken_from_it() {
    open("?q=an+animal");
    tiles().first().locator(".open").click();
    page.keyboard().press("+");
    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("\\?q=like%3A[0-9a-f]+\\+an\\+animal$"));

    tiles().nth(3).locator(".open").dragTo(field());
    assertThat(page.locator(".chip")).hasCount(2);

    page.locator(".chip button").nth(1).click();
    assertThat(page.locator(".chip")).hasCount(1);
    tiles().nth(2).locator(".open").click();
    page.keyboard().press("-");
    assertThat(page.locator(".chip.minus")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("-like%3A"));
  }

  @Test
  void the_address_of_an_open_photo_opens_it_again_and_back_closes_it() {
    open("?q=a+castle+on+a+hill");
    tiles().first().locator(".open").click();
    assertThat(page).hasURL(Pattern.compile("photo="));
    String shared = page.url();

    page.goBack();
    assertThat(page.locator("#viewer")).isHidden();
    assertThat(page).hasURL(Pattern.compile("hill$"));

    page.navigate(shared);
    assertThat(page.locator("#viewer-name")).hasText("castle-on-the-hill.jpg");
    page.keyboard().press("i");
    assertThat(page.locator("#facts")).containsText("Why it matched");
    assertThat(page.locator("#facts")).containsText("47.5576° N");
  }

  @Test
  void the_viewer_zooms() {
    open("?q=a+castle+on+a+hill");
    tiles().first().locator(".open").click();
    page.keyboard().press("z");
    assertThat(page.locator("#stage")).hasClass(Pattern.compile("zoomed"));
    page.keyboard().press("z");
    assertThat(page.locator("#stage")).not().hasClass(Pattern.compile("zoomed"));
  }

  @Test
  void the_library_panel_indexes_a_folder_and_tells_how_far_it_is() throws Exception {
    Path more = Files.createDirectories(library.photos().resolveSibling("more"));
    Files.copy(library.photos().resolve("home/coffee-cup.jpg"), more.resolve("cup.jpg"));
    open("");
    page.locator("#library-button").click();
    assertThat(page.locator("#library-roots li")).hasText(library.photos().toString());
    assertThat(page.locator("#skipped li")).containsText("notes.jpg");

    page.locator("#root").fill(more.toString());
    page.locator("#add-root").getByText("Add").click();
    assertThat(page.locator("#run-text")).containsText("Up to date");
    assertThat(page.locator("#library-roots li")).hasCount(2);

    Files.delete(library.photos().resolve("holiday/notes.jpg"));
    page.locator("#update").click();
    assertThat(page.locator("#skipped li")).hasCount(0);
    page.locator("#root").fill("/no/such/folder");
    page.keyboard().press("Enter");
    assertThat(page.locator("#library-error")).containsText("not a folder");
    Files.writeString(library.photos().resolve("holiday/notes.jpg"), "no picture");
    page.locator("#update").click(); // as it was, for the tests that share the library
    assertThat(page.locator("#skipped li")).hasCount(1);
  }

  @Test
  void by_date_there_is_a_timeline_to_move_along() {
    open("");
    Locator slider = page.locator("#scrubber-slider");
    assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("20\\d\\d$"));

    slider.focus();
    page.keyboard().press("End");

    assertThat(page.locator(".tile[aria-posinset='67']")).isInViewport();
    open("?q=an+animal");
    assertThat(page.locator(".tile").first()).isVisible();
    assertThat(page.locator("#scrubber")).isHidden();
  }

  @Test
  void a_far_jump_along_the_timeline_loads_what_is_there_and_nothing_between() {
    var asked = new ArrayList<String>();
    page.route("**/api/v1/facets?*", route -> fulfill(route, LongTimeline.facets()));
    page.route(
        "**/api/v1/search?*",
        route -> {
          asked.add(route.request().url().replaceFirst("^.*\\?", ""));
          fulfill(route, LongTimeline.page(route.request().url()));
        });
    open("");
    Locator slider = page.locator("#scrubber-slider");
    assertThat(slider).hasAttribute("max", Integer.toString(LongTimeline.PHOTOS - 1));

    slider.fill("70000");

    assertThat(page.locator(".tile[aria-posinset='70001']")).isInViewport();
    assertThat(page.locator(".end")).containsText("69,990 photos before these");
    assertThat(asked).hasSizeLessThan(8).contains("q=&k=100&from=69990");

    page.locator(".end button").click();
    assertThat(page.locator(".tile[aria-posinset='69991']")).isInViewport();
    assertThat(page.locator(".end")).containsText("69,890 photos before these");
  }

  private static void fulfill(Route route, String json) {
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(json));
  }

  @Test
  void a_hundred_thousand_photos_keep_the_document_small() {
    open("?q=a+castle+on+a+hill");
    assertThat(page.locator(".tile.loaded").first()).isVisible();
    String id = tiles().first().locator("img").getAttribute("src").split("/")[4];

    var most =
        page.evaluate(
            """
            async (id) => {
              const { createGrid } = await import("/search/grid.js");
              const { element } = await import("/shared/dom.js");
              const box = element("div", { className: "results" });
              document.querySelector(".found").replaceChildren(box);
              const grid = createGrid(box, { more: () => {} });
              const hits = Array.from({ length: 100000 }, (_, i) =>
                ({ id, path: `/photos/${i}.jpg`, width: 600 + (i * 37) % 500, height: 500, confidence: null }));
              grid.show(hits, [{ count: hits.length }], { open: false, keep: false });
              const counts = [];
              for (const part of [0, 0.3, 0.7, 1]) {
                window.scrollTo({ top: part * document.documentElement.scrollHeight, behavior: "instant" });
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                counts.push(box.querySelectorAll(".tile").length);
              }
              grid.focus(99999);
              return { counts, last: document.activeElement.getAttribute("aria-label") };
            }
            """,
            id);

    var counted = (Map<?, ?>) most;
    assertThat((List<?>) counted.get("counts"))
        .allSatisfy(count -> assertThat((Integer) count).isBetween(8, 80));
    assertThat(counted.get("last")).isEqualTo("99999.jpg");
  }

  @Test
  void the_page_without_photos_is_light() {
    open("?q=an+animal");
    assertThat(page.locator(".tile.loaded").first()).isVisible();

    Object bytes =
        page.evaluate(
            """
            () => performance.getEntries()
              .filter((it) => ["navigation", "resource"].includes(it.entryType))
              .filter((it) => !it.name.includes("/api/"))
              .reduce((sum, it) => sum + it.transferSize, 0)
            """);

    assertThat(((Number) bytes).intValue()).isBetween(10_000, 100_000);
  }

  @Test
  void nothing_moves_when_that_is_asked_for_and_dark_is_dark() {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(ColorScheme.DARK)
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    open("");
    assertThat(page.locator(".tile.loaded").first()).isVisible();

    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(19, 20, 22)");
    assertThat(
            page.evaluate(
                "getComputedStyle(document.querySelector('.open img')).transitionDuration"))
        .isEqualTo("0s");
  }
}
