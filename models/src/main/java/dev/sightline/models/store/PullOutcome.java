package dev.sightline.models.store;

import dev.sightline.models.store.download.PullReceipt;
import java.nio.file.Path;

/// What a pull did.
public sealed interface PullOutcome {
  /// The model's folder.
  Path folder();

  /// Bytes of the model's files.
  long bytes();

  /// The model was brought and every known size and hash agrees.
  ///
  /// @param receipt what was brought from where, also what nobody could check
  record Installed(Path folder, long bytes, PullReceipt receipt) implements PullOutcome {}

  /// The model was there before; nothing was read from the source.
  record AlreadyThere(Path folder, long bytes) implements PullOutcome {}
}
