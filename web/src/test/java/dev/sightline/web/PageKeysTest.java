package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/// Keys of the page, beyond moving about.
class PageKeysTest extends OnThePage {
  @Test
  void a_key_that_moves_the_focus_to_the_field_writes_nothing_into_it() {
    open("?q=a+giant+panda");
    assertThat(page.locator(".tile.loaded").first()).isVisible();

    page.locator(".open").first().focus();
    page.keyboard().press("s");

    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(field()).isFocused();
    assertThat(field()).hasValue("");
  }

  @Test
  void the_help_opens_by_its_button_and_by_its_key() {
    open("");
    page.locator("#help").click();
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();

    page.locator("body").press("?");
    assertThat(page.locator("#keys")).isVisible();
    assertThat(page.locator("#keys")).hasCount(1);
  }
}
