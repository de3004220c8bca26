package dev.sightline.library.schema;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.Version;

/// The version of Lucene, for diagnostics.
///
/// @param version such as `10.6.0`
/// @param vectors Lucene's log message about the vector instructions that it uses; empty when it
///     was logged earlier in this process
public record LuceneVersion(String version, Optional<String> vectors) {

  /// Reads the version. Lucene logs its vector instructions once per process.
  public static LuceneVersion ask() {
    var said = new AtomicReference<String>();
    var listener =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            String message = String.valueOf(record.getMessage());
            if (message.toLowerCase(java.util.Locale.ROOT).contains("vector")) {
              said.set(message);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var lucene = Logger.getLogger("org.apache.lucene");
    Level level = lucene.getLevel();
    boolean handsOn = lucene.getUseParentHandlers();
    lucene.setUseParentHandlers(false);
    lucene.setLevel(Level.INFO);
    lucene.addHandler(listener);
    try {
      float[] any = {1, 0};
      VectorUtil.dotProduct(any, any); // makes Lucene initialize
    } finally {
      lucene.removeHandler(listener);
      lucene.setLevel(level);
      lucene.setUseParentHandlers(handsOn);
    }
    return new LuceneVersion(Version.LATEST.toString(), Optional.ofNullable(said.get()));
  }
}
