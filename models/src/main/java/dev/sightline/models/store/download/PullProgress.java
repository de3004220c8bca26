package dev.sightline.models.store.download;

/// Hears how far a pull is. Called on the threads that bring the files, never by two at once, many
/// times a second; must not block.
@FunctionalInterface
public interface PullProgress {
  /// Hears nothing.
  PullProgress NONE = (file, bytes) -> {};

  /// More has arrived.
  ///
  /// @param file the file that grew, relative to the model's folder
  /// @param bytes of the whole model that are here, earlier runs included; falls when a file has to
  ///     start over
  void at(String file, long bytes);
}
