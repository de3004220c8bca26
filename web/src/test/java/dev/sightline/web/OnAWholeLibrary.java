package dev.sightline.web;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The page over all samples, as the indexer indexed them.
abstract class OnAWholeLibrary extends BrowserTest {
  WholeLibrary library;
  private WebServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    library = WholeLibrary.create(folder);
    server = library.serve();
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
