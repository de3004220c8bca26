package dev.sightline.library.schema;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.Version;

/// What can be said of the Lucene in use, for those who look for reasons.
///
/// @param version such as `10.6.0`
/// @param vectors what Lucene says of the vector unit it computes distances with, in its own words;
///     empty when it has said so earlier in this process
public record LuceneVersion(String version, Optional<String> vectors) {

  /// Asks Lucene. It tells its vector unit in one line of its log, once a process.
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
      VectorUtil.dotProduct(any, any); // makes it choose
    } finally {
      lucene.removeHandler(listener);
      lucene.setLevel(level);
      lucene.setUseParentHandlers(handsOn);
    }
    return new LuceneVersion(Version.LATEST.toString(), Optional.ofNullable(said.get()));
  }
}
