package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The page over the samples in a real browser, new for each test, and what a person does there.
/// After each test nothing may have been asked of any other server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnThePage {
  static final String PANDA = "animals/wild/giant-panda.jpg";
  static final String COFFEE = "home/coffee-cup.jpg";

  final List<String> complaints = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private Chromium chromium;
  SampleLibrary library;
  private WebServer server;
  String address = "";
  private BrowserContext context;
  Page page;

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

  void open(String query) {
    page.navigate(address + query);
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
