package dev.sightline.web.jobs;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryRoot;
import java.util.List;

/// Makes the served library true to its folders. Whoever wires the server knows how: with which
/// model and which settings.
@FunctionalInterface
public interface IndexRuns {
  /// Runs to its end, or until `progress` is asked to stop; what was done is committed either way.
  ///
  /// @param added folders to add, by their real path; none for a refresh
  /// @param retry whether files that were set aside are tried again although they have not changed
  /// @param progress is told how far the run is
  /// @throws dev.sightline.library.LibraryException if the library cannot be written, for example
  ///     because another program is at it; what was committed stays
  IndexReport run(List<LibraryRoot> added, boolean retry, IndexProgress progress);
}
