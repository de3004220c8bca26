package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a person asks on the page, and what comes back.
class PageSearchTest extends OnThePage {
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
    assertThat(page.locator(".end")).containsText("here · show 11 less certain");

    page.locator(".end button").click();

    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());
    assertThat(field()).hasValue("a cup of coffee min:0");
    assertThat(page.locator(".end")).containsText("here");
    assertThat(page.locator(".tile.dim .open").first()).isFocused();
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
}
