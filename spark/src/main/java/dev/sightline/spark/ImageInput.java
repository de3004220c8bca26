package dev.sightline.spark;

import java.util.List;

/// Where a job's pictures are.
sealed interface ImageInput {
  /// Folders with all that is below them, or single files.
  ///
  /// @param places as they were given
  /// @param excludes globs of what is left out
  record Folders(List<String> places, List<String> excludes) implements ImageInput {
    /// Copies the lists.
    public Folders {
      places = List.copyOf(places);
      excludes = List.copyOf(excludes);
    }
  }

  /// A text file with a path a line.
  record FileList(String file) implements ImageInput {}

  /// A Parquet table with a column of paths.
  record PathTable(String table, String pathColumn) implements ImageInput {}

  /// A Parquet table with a column of paths, which name the pictures, and one of their bytes. As
  /// Spark's `binaryFile` format has it, `modificationTime` counts when it is there.
  record BytesTable(String table, String pathColumn, String bytesColumn) implements ImageInput {}
}
