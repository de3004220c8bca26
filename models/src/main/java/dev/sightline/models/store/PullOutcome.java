package dev.sightline.models.store;

import dev.sightline.models.store.download.PullReceipt;
import java.nio.file.Path;

/// The outcome of a download.
public sealed interface PullOutcome {
  /// The model's folder.
  Path folder();

  /// Bytes of the model's files.
  long bytes();

  /// The model was downloaded and every known size and hash agrees.
  ///
  /// @param receipt the downloaded files with their source, including files that could not be
  ///     verified
  record Installed(Path folder, long bytes, PullReceipt receipt) implements PullOutcome {}

  /// The model was installed already; nothing was downloaded.
  record AlreadyThere(Path folder, long bytes) implements PullOutcome {}
}
