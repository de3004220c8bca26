package dev.sightline.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A library and its server, made once for all browser tests that use it: to index photos takes as
/// long as several tests. Closed by JUnit when all tests have ended.
///
/// @param folder where both lie; deleted in the end
/// @param library what is served
/// @param closing closes the library, after the server
record OneServer<L>(Path folder, L library, WebServer server, Runnable closing)
    implements AutoCloseable {
  /// Makes a library in a folder.
  @FunctionalInterface
  interface Making<L> {
    OneServer<L> in(Path folder) throws IOException;
  }

  /// Hands the one server of a kind to each test class that asks for it.
  abstract static class Serving<L> implements ParameterResolver, Making<L> {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == OneServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return OneServer.of(test, getClass(), this);
    }
  }

  /// The one of a kind.
  ///
  /// @param kind tells one from another
  @SuppressWarnings("unchecked") // what is kept under a kind was made for it
  static <L> OneServer<L> of(ExtensionContext test, Class<?> kind, Making<L> making) {
    return (OneServer<L>)
        test.getRoot()
            .getStore(Namespace.create(OneServer.class))
            .getOrComputeIfAbsent(
                kind,
                _ -> {
                  try {
                    return making.in(Files.createTempDirectory("sightline-one-server"));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                },
                OneServer.class);
  }

  @Override
  public void close() throws IOException {
    server.close();
    closing.run();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
