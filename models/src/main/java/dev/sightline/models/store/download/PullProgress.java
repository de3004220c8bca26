package dev.sightline.models.store.download;

/// Receives the progress of a download. Called by the download threads, never concurrently, many
/// times a second; must not block.
@FunctionalInterface
public interface PullProgress {
  /// Ignores the progress.
  PullProgress NONE = (file, bytes) -> {};

  /// Called when more bytes were downloaded.
  ///
  /// @param file the file that grew, relative to the model's folder
  /// @param bytes bytes of the whole model so far, including earlier runs; decreases when a file
  ///     has to start again
  void at(String file, long bytes);
}
