package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees and does, in a real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
  private static final String PANDA = "animals/wild/giant-panda.jpg";
  private static final String COFFEE = "home/coffee-cup.jpg";

  private final List<String> complaints = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private Chromium chromium;
  private SampleLibrary library;
  private WebServer server;
  private String address = "";
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void openABrowser(@TempDir Path folder) throws Exception {
    chromium = Chromium.launch();
    library = SampleLibrary.create(folder);
    var options = WebOptions.anyPort();
    server =
        library.serve(
            new WebOptions(options.host(), 0, false, options.token(), true)); // bundled model
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.close();
      library.close();
      chromium.close();
    }
  }

  @BeforeEach
  void openAPage() {
    complaints.clear();
    foreign.clear();
    address = server.address();
    context =
        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(this::noteForeign);
  }

  private void noteForeign(Request request) {
    String url = request.url();
    if (!url.startsWith(address) && !url.startsWith("blob:") && !url.startsWith("data:")) {
      foreign.add(url);
    }
  }

  @AfterEach
  void nothingWasFetchedFromElsewhere() {
    context.close();
    assertThat(foreign).isEmpty();
  }

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
  void every_example_finds_something() {
    open("");
    Locator examples = page.locator("#examples button");
    assertThat(examples.first()).isVisible();

    for (String example : examples.allTextContents()) {
      open("?q=" + Client.encoded(example));
      assertThat(status()).containsText("confident match");
    }
  }

  @Test
  void a_typed_sentence_shows_the_right_photo_first() {
    open("");

    ask("a cup of coffee");

    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    assertThat(status()).containsText("confident match");
    assertThat(page).hasURL(Pattern.compile("\\?q=a\\+cup\\+of\\+coffee$"));
    assertThat(page).hasTitle("a cup of coffee · Sightline");
  }

  @Test
  void typing_alone_searches_after_a_pause() {
    open("");

    field().pressSequentially("a cup of coffee");

    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    assertThat(page).hasURL(Pattern.compile("\\?q=a\\+cup\\+of\\+coffee$"));
  }

  @Test
  void the_line_after_the_matches_leads_to_the_less_certain_ones() {
    open("?q=a+cup+of+coffee");
    assertThat(page.locator(".end")).containsText("here · show less certain ones");

    page.locator(".end button").click();

    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
    assertThat(field()).hasValue("a cup of coffee min:0");
    assertThat(page.locator(".end")).containsText("here");
    assertThat(page.locator(".rows.dim .tile").first()).isVisible();
  }

  @Test
  void when_nothing_matches_it_says_so_and_shows_the_nearest_on_request() {
    open("");
    ask("qqq zzz xxyyx");
    assertThat(page.locator(".message")).containsText("Nothing here matches well enough.");
    assertThat(tiles()).hasCount(0);

    page.getByText("Show the nearest").click();

    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
    assertThat(field()).hasValue("qqq zzz xxyyx min:0");
  }

  @Test
  void a_wrong_query_is_explained_and_its_text_and_the_photos_stay() {
    open("");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());

    ask("panda befor:2021");

    assertThat(page.locator("#error")).containsText("there is no field 'befor:'");
    assertThat(field()).hasValue("panda befor:2021");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
  }

  @Test
  void more_like_this_searches_by_a_photo_and_its_chip_can_be_removed() {
    open("");
    Locator panda = tile("giant-panda.jpg");

    panda.hover();
    panda.getByText("More like this").click();

    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(firstTile()).hasAttribute("alt", "giant-panda.jpg");
    assertThat(page).hasURL(Pattern.compile("\\?q=like%3A" + library.id(PANDA) + "$"));

    page.locator(".chip button").click();

    assertThat(page.locator(".chip")).hasCount(0);
    assertThat(status()).hasText("12 photos, newest first");
  }

  @Test
  void a_chosen_picture_is_searched_by_and_combined_with_words() {
    open("");

    page.locator("#file").setInputFiles(library.photo(PANDA));

    assertThat(firstTile()).hasAttribute("alt", "giant-panda.jpg");
    assertThat(page.locator(".chip img")).hasAttribute("alt", "giant-panda.jpg");

    ask("a cup of coffee^9");

    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_dropped_picture_is_searched_by() throws Exception {
    open("");
    String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(library.photo(COFFEE)));

    page.evaluate(
        """
        (encoded) => {
          const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], "dropped.jpg", { type: "image/jpeg" }));
          for (const type of ["dragenter", "dragover", "drop"]) {
            const options = { dataTransfer, bubbles: true, cancelable: true };
            document.querySelector("main").dispatchEvent(new DragEvent(type, options));
          }
        }
        """,
        picture);

    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    assertThat(page.locator(".chip img")).hasAttribute("alt", "dropped.jpg");
    assertThat(page.locator("#drop")).isHidden();
  }

  @Test
  void what_is_no_picture_is_refused_with_a_reason() {
    open("");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());

    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "notes.jpg", "image/jpeg", "no picture".getBytes(StandardCharsets.UTF_8)));

    assertThat(page.locator("#error")).isVisible();
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
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
  void the_back_button_goes_back_to_the_question_before() {
    open("");
    ask("a cup of coffee");
    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    page.locator("#file").setInputFiles(library.photo(PANDA));
    assertThat(page.locator(".chip")).hasCount(1);

    page.goBack();
    assertThat(page.locator(".chip")).hasCount(0);
    assertThat(field()).hasValue("a cup of coffee");
    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");

    page.goBack();
    assertThat(field()).hasValue("");
    assertThat(status()).hasText("12 photos, newest first");

    page.goForward();
    page.goForward();
    assertThat(page.locator(".chip img")).hasAttribute("alt", "giant-panda.jpg");
  }

  @Test
  void an_older_answer_never_overwrites_a_newer_one() {
    open("");
    page.route(
        "**/api/v1/search?q=slow*",
        route -> {
          ask("a cup of coffee"); // asked and answered while the first is under way
          assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
          route.resume();
        });

    ask("slow");

    assertThat(field()).hasValue("a cup of coffee");
    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
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

  private void open(String query) {
    page.navigate(address + query);
  }

  private void ask(String query) {
    field().fill(query);
    field().press("Enter");
  }

  private Locator field() {
    return page.getByRole(AriaRole.SEARCHBOX);
  }

  private Locator status() {
    return page.locator("#status");
  }

  private Locator tiles() {
    return page.locator(".tile");
  }

  private Locator firstTile() {
    return page.locator(".tile img").first();
  }

  private Locator tile(String name) {
    return page.locator(".tile")
        .filter(new Locator.FilterOptions().setHas(page.getByAltText(name)));
  }
}
