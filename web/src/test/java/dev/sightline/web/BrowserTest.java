package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page in a real browser, new for each test, and what a person does there. After each test
/// nothing may have been asked of any other server. A test that fails leaves its trace in
/// `target/traces`, to be opened with `playwright show-trace`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OneBrowser.class)
abstract class BrowserTest {
  private static final Path TRACES = Path.of("target", "traces");

  /// Long, because a browser on a busy machine is slow; nothing waits longer than it has to.
  private static final int PATIENCE_MILLIS = 20_000;

  final List<String> complaints = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private @Nullable Browser browser;
  String address = "";
  BrowserContext context;
  Page page;

  /// The server that the page is asked of.
  abstract WebServer server();

  void useBrowser(Browser one) {
    browser = one;
  }

  @BeforeEach
  void openAPage() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    complaints.clear();
    foreign.clear();
    address = server().address();
    context =
        Objects.requireNonNull(browser)
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB"));
    context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
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

  void keepTrace(String name) {
    context.tracing().stop(new Tracing.StopOptions().setPath(TRACES.resolve(name + ".zip")));
  }

  @AfterEach
  void nothingWasFetchedFromElsewhere() {
    context.close();
    assertThat(foreign).isEmpty();
  }

  void open(String query) {
    page.navigate(address + query);
  }

  /// An animation whose element goes meanwhile is cancelled: it does not move any more either.
  static void waitUntilNothingMoves(Page page) {
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(it => it.finished))");
  }

  void ask(String query) {
    field().fill(query);
    field().press("Enter");
  }

  Locator field() {
    return page.getByRole(AriaRole.COMBOBOX);
  }

  Locator status() {
    return page.locator("#status");
  }

  Locator tiles() {
    return page.locator(".tile");
  }

  Locator firstTile() {
    return page.locator(".tile img").first();
  }

  Locator tile(String name) {
    return page.locator(".tile")
        .filter(new Locator.FilterOptions().setHas(page.getByAltText(name)));
  }
}
