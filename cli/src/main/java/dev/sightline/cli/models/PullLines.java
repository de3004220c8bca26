package dev.sightline.cli.models;

import dev.sightline.cli.common.Console;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.PullProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Prints the progress of a pull: a plain line every few seconds.
public final class PullLines implements PullProgress {
  private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

  private final CatalogueEntry entry;
  private final Console console;
  private final LongSupplier nanoClock;
  private long lastLine;

  /// @param entry the model that is pulled
  /// @param console where the lines go
  /// @param nanoClock gives the time in nanoseconds
  public PullLines(CatalogueEntry entry, Console console, LongSupplier nanoClock) {
    this.entry = entry;
    this.console = console;
    this.nanoClock = nanoClock;
    this.lastLine = nanoClock.getAsLong();
  }

  @Override
  public void at(String file, long bytes) {
    long now = nanoClock.getAsLong();
    if (now - lastLine < EVERY_NANOS) {
      return;
    }
    lastLine = now;
    console.note(line(file, bytes));
  }

  private String line(String file, long bytes) {
    String here = CatalogueEntry.megabytes(bytes);
    if (entry.bytes().isEmpty()) {
      return "%s, %s".formatted(here, file);
    }
    return String.format(
        Locale.ROOT,
        "%3.0f %%, %s of %s, %s",
        100.0 * bytes / Math.max(1, entry.bytes().getAsLong()),
        here,
        entry.size(),
        file);
  }
}
