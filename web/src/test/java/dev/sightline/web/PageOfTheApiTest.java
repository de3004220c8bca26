package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.http.WebOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The page that draws the OpenAPI document, and the one that asks for the token, in a real
/// browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageOfTheApiTest extends OnThePage {
  @Test
  void every_operation_is_drawn_and_the_browser_has_nothing_to_complain_about() {
    open("docs/api");

    assertThat(page.locator("#search h3")).containsText("/api/v1/search");
    assertThat(page.locator("nav a")).hasCount(26);
    assertThat(page.locator("#jobEvents")).containsText("server-sent events");
    assertThat(complaints).isEmpty();
  }

  @Test
  void whoever_types_the_token_is_let_in() {
    try (var closed = library.serve(WebOptions.anyPort().withToken("correct horse"))) {
      address = closed.address();
      open("login");

      page.getByLabel("Token of this library").fill("correct horse");
      page.locator("button").click();

      assertThat(tiles().first()).isVisible();
      assertThat(page).hasURL(closed.address());
      page.close(); // before its server
    }
  }
}
