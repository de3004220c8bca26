package dev.sightline.web;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The page over a dozen samples.
abstract class OnThePage extends BrowserTest {
  static final String PANDA = "animals/wild/giant-panda.jpg";
  static final String COFFEE = "home/coffee-cup.jpg";

  SampleLibrary library;
  private WebServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    var options = WebOptions.anyPort();
    server =
        library.serve(
            new WebOptions(options.host(), 0, false, options.token(), true)); // bundled model
  }

  @AfterAll
  void close() {
    server.close();
    library.close();
  }

  @Override
  WebServer server() {
    return server;
  }
}
