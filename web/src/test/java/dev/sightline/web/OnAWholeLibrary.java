package dev.sightline.web;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The page over all samples, as the indexer indexed them.
@ExtendWith(OnAWholeLibrary.Serving.class)
abstract class OnAWholeLibrary extends BrowserTest {
  WholeLibrary library;
  private WebServer server;

  /// Hands the library to each class.
  static final class Serving implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext test) {
      var one = OneServer.of(test, OnAWholeLibrary.class, Serving::serve);
      var page = (OnAWholeLibrary) test.getRequiredTestInstance();
      page.library = one.library();
      page.server = one.server();
    }

    private static OneServer<WholeLibrary> serve(Path folder) throws IOException {
      var library = WholeLibrary.create(folder);
      return new OneServer<>(folder, library, library.serve());
    }
  }

  @Override
  WebServer server() {
    return server;
  }
}
