package dev.sightline.web;

import dev.sightline.web.http.WebOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page over a dozen samples; tests leave the library as it was.
@ExtendWith(OnThePage.Serving.class)
abstract class OnThePage extends BrowserTest {
  static final String PANDA = "animals/wild/giant-panda.jpg";
  static final String COFFEE = "home/coffee-cup.jpg";

  SampleLibrary library;
  private WebServer server;

  @BeforeAll
  void use(OneServer<SampleLibrary> one) {
    library = one.library();
    server = one.server();
  }

  /// Hands the one server to each class.
  static final class Serving extends OneServer.Serving<SampleLibrary> {
    @Override
    public OneServer<SampleLibrary> in(Path folder) throws IOException {
      var library = SampleLibrary.create(folder);
      var options = WebOptions.anyPort();
      var server =
          library.serve(
              new WebOptions(options.host(), 0, false, options.token(), true)); // bundled model
      return new OneServer<>(folder, library, server, library::close);
    }
  }

  @Override
  WebServer server() {
    return server;
  }
}
