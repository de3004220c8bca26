package dev.sightline.web;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Gives all browser tests one browser, because starting one takes as long as several tests, and
/// has the trace of a failed test kept.
final class OneBrowser implements BeforeEachCallback, AfterTestExecutionCallback {
  /// Closed by JUnit when all tests have ended.
  private record Held(Chromium chromium) implements AutoCloseable {
    @Override
    public void close() {
      chromium.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    Held held =
        test.getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(OneBrowser.class, _ -> new Held(Chromium.launch()), Held.class);
    ((BrowserTest) test.getRequiredTestInstance()).useBrowser(held.chromium().browser());
  }

  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      String name =
          test.getRequiredTestClass().getSimpleName()
              + "."
              + test.getRequiredTestMethod().getName();
      ((BrowserTest) test.getRequiredTestInstance()).keepTrace(name);
    }
  }
}
