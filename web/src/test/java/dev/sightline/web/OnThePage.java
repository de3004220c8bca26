package dev.sightline.web;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The page over a dozen samples; tests leave the library as it was.
@ExtendWith(OnThePage.Serving.class)
abstract class OnThePage extends BrowserTest {
  static final String PANDA = "animals/wild/giant-panda.jpg";
  static final String COFFEE = "home/coffee-cup.jpg";

  SampleLibrary library;
  private WebServer server;

  /// Hands the library to each class.
  static final class Serving implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext test) {
      var one = OneServer.of(test, OnThePage.class, Serving::serve);
      var page = (OnThePage) test.getRequiredTestInstance();
      page.library = one.library();
      page.server = one.server();
    }

    private static OneServer<SampleLibrary> serve(Path folder) throws IOException {
      var library = SampleLibrary.create(folder);
      var options = WebOptions.anyPort();
      var server =
          library.serve(
              new WebOptions(options.host(), 0, false, options.token(), true)); // bundled model
      return new OneServer<>(folder, library, server);
    }
  }

  @Override
  WebServer server() {
    return server;
  }
}
