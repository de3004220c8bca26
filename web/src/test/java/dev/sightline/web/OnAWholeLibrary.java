package dev.sightline.web;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page over all samples, as the indexer indexed them.
@ExtendWith(OnAWholeLibrary.Serving.class)
abstract class OnAWholeLibrary extends BrowserTest {
  WholeLibrary library;
  private WebServer server;

  @BeforeAll
  void use(OneServer<WholeLibrary> one) {
    library = one.library();
    server = one.server();
  }

  /// Hands the one server to each class.
  static final class Serving extends OneServer.Serving<WholeLibrary> {
    @Override
    public OneServer<WholeLibrary> in(Path folder) throws IOException {
      var library = WholeLibrary.create(folder);
      return new OneServer<>(folder, library, library.serve(), library::close);
    }
  }

  @Override
  WebServer server() {
    return server;
  }
}
