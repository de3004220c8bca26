package dev.sightline.cli.serve;

import dev.sightline.cli.common.Console;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Prints the server's log of requests, one plain line for each, on standard error.
final class RequestLog {
  /// Kept in a field, because loggers are held weakly and would forget their handler.
  private static final Logger WEB = Logger.getLogger("dev.sightline.web");

  private RequestLog() {}

  /// Starts printing.
  static void printTo(Console console) {
    WEB.setLevel(Level.FINE);
    WEB.setUseParentHandlers(false);
    WEB.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            console.note(line.getMessage());
            if (line.getThrown() != null) {
              line.getThrown().printStackTrace(console.err());
            }
          }

          @Override
          public void flush() {
            console.err().flush();
          }

          @Override
          public void close() {}
        });
  }
}
