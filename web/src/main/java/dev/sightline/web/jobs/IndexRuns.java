package dev.sightline.web.jobs;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryRoot;
import java.util.List;

/// Runs index runs over the served library, with the model and settings that the program chose.
@FunctionalInterface
public interface IndexRuns {
  /// Runs to the end, or until `progress` is stopped. What was done is committed in both cases.
  ///
  /// @param added folders to add, by their real path; empty for an update
  /// @param retry whether quarantined files are tried again although they have not changed
  /// @param progress receives the progress
  /// @throws dev.sightline.library.LibraryException if the library cannot be written, for example
  ///     because another program holds it; what was committed stays
  IndexReport run(List<LibraryRoot> added, boolean retry, IndexProgress progress);
}
