package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Measures how soon an answer is seen: from the last byte of a search's answer until the browser
/// has painted its rows, and until the photos of the first row are there. Printed, not judged: run
/// on purpose with `-Dsightline.firstPaint=true`; table: `docs/explanation/performance/serving.md`.
@EnabledIfSystemProperty(named = "sightline.firstPaint", matches = "true")
class FirstPaintTest extends OnAWholeLibrary {
  private static final List<String> QUERIES =
      List.of(
          "an animal",
          "a castle",
          "the sea",
          "a flower",
          "food",
          "a street",
          "mountains",
          "a car",
          "people",
          "at night",
          "a bird",
          "snow",
          "a building",
          "water",
          "a dog",
          "a red thing");

  /// Looks on from inside the page. A frame is painted before the task that the frame's callback
  /// posts.
  private static final String LOOKING_ON =
      """
      () => {
        window.painted = [];
        const searched = () => performance.getEntriesByType("resource")
          .filter((it) => it.name.includes("/api/v1/search?")).at(-1);
        let last = null;
        new MutationObserver(() => {
          const answer = searched();
          const row = [...document.querySelectorAll(".tile")]
            .filter((it, _, all) => it.style.transform.endsWith(all[0].style.transform.split(",")[1]));
          if (!answer || answer === last || row.length === 0) {
            return;
          }
          last = answer;
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port2.onmessage = async () => {
              const rows = performance.now() - answer.responseEnd;
              await Promise.all(row.map((it) => it.querySelector("img").decode().catch(() => {})));
              window.painted.push([rows, performance.now() - answer.responseEnd]);
            };
            port1.postMessage(null);
          });
        }).observe(document.querySelector("#results"), { childList: true, subtree: true });
      }
      """;

  /// What a frame takes in which nothing has changed: what the browser, and whatever else the
  /// machine does, add to all that is measured.
  private static final String EMPTY_FRAME =
      """
      () => new Promise((done) => {
        const start = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port2.onmessage = () => done(performance.now() - start);
          port1.postMessage(null);
        });
      })
      """;

  @Test
  void first_paint_after_the_answer() {
    open("");
    assertThat(page.locator(".tile.loaded").first()).isVisible();
    page.evaluate("() => performance.setResourceTimingBufferSize(10000)");
    page.evaluate(LOOKING_ON);
    var frames = new ArrayList<Double>();
    for (int i = 0; i < 2 * QUERIES.size(); i++) {
      frames.add(((Number) page.evaluate(EMPTY_FRAME)).doubleValue());
      ask(QUERIES.get(i % QUERIES.size()) + " min:0");
      page.waitForFunction("seen => window.painted.length > seen", i);
    }
    var rows = new ArrayList<Double>();
    var photos = new ArrayList<Double>();
    for (Object one : (List<?>) page.evaluate("window.painted")) {
      rows.add(((Number) ((List<?>) one).get(0)).doubleValue());
      photos.add(((Number) ((List<?>) one).get(1)).doubleValue());
    }
    System.out.printf("%n| after the answer | median ms | most of 32, ms |%n|---|---|---|%n");
    print("(a frame without any change)", frames);
    print("rows painted", rows);
    print("photos of the first row there", photos);
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f |%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getLast());
  }
}
