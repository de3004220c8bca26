package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Teaching on the page: from selected photos to a query, to questions, to being forgotten; and the
/// labels that photos have without being taught.
class PageConceptTest extends OnThePage {
  private static final Locator.ClickOptions CONTROL =
      new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL));

  @Test
  void a_concept_is_made_from_a_selection_judged_and_forgotten() {
    open("");
    tile("giant-panda.jpg").locator(".open").click(CONTROL);
    tile("coffee-cup.jpg").locator(".open").click(CONTROL);
    page.locator("#make-concept").click();
    page.locator("#concept-name").fill("my bear");
    Locator cup = page.getByLabel("coffee-cup.jpg shows it");
    cup.click();
    assertThat(cup).hasAttribute("aria-checked", "false");
    page.locator("#concept-save").click();

    assertThat(page).hasURL(Pattern.compile("\\?q=concept%3A%22my\\+bear%22$"));
    assertThat(page.locator("#selection")).isHidden();
    assertThat(tile("giant-panda.jpg")).isVisible();
    assertThat(page.locator("#judge-question")).hasText("Is this “my bear”?");
    assertThat(page.locator("#judge-known")).containsText("Learned from 1 photo and 1 against;");
    Locator photo = page.locator("#judge-photo img");
    String asked = photo.getAttribute("alt");

    page.locator("#judge-no").click();
    assertThat(page.locator("#judge-known")).containsText("1 photo and 2 against");
    assertThat(photo).not().hasAttribute("alt", asked);
    assertThat(page.locator("#judge-no")).isFocused();
    page.locator("#judge-yes").click();
    assertThat(page.locator("#judge-known")).containsText("2 photos and 2 against");

    page.locator("#library-button").click();
    assertThat(page.locator("#taught li")).containsText("my bear");
    page.getByLabel("Forget my bear").click();
    assertThat(page.locator("#taught li")).hasCount(0);
  }

  @Test
  void what_cannot_be_taught_is_said_where_it_was_typed() {
    open("");
    tiles().first().locator(".select").click();
    page.locator("#make-concept").click();
    page.locator("#concept-name").fill("a/b");
    page.locator("#concept-save").click();

    assertThat(page.locator("#concept-error")).containsText("The name of a concept has no /");
    assertThat(page.locator("#concept")).isVisible();
  }

  @Test
  void whoever_may_not_teach_is_not_offered_it() {
    page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.9"));
    open("");
    tiles().first().locator(".select").click();

    assertThat(page.locator("#selection")).isVisible();
    assertThat(page.locator("#make-concept")).isHidden();
  }

  @Test
  void labels_are_offered_as_filters() {
    open("");
    Locator label = page.locator("#filters [title^='label:']").first();
    String clause = label.getAttribute("title").replaceFirst(": \\d.*$", "");
    label.click();

    assertThat(field()).hasValue(clause);
    assertThat(page.locator("#filters .on")).hasText(clause + " ✕");
    assertThat(status()).containsText("photo");
  }
}
