package dev.sightline.web;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

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
  static final class Serving implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == OneServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return OneServer.of(test, OnThePage.class, Serving::serve);
    }

    private static OneServer<SampleLibrary> serve(Path folder) throws IOException {
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
