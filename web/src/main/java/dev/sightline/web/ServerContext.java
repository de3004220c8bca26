package dev.sightline.web;

import dev.sightline.engine.Sightline;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.jobs.IndexRuns;
import java.util.Optional;
import java.util.function.Supplier;

/// What a server serves. The caller owns all of it and closes it after the server.
///
/// @param searcher gives the searcher for the next query over `library`. Its decoder opens images
///     that come with requests, within `WebOptions.UPLOAD_LIMITS`
/// @param library the library; refreshed by requests, at most twice a second
/// @param decoder decodes the library's own images
/// @param indexRuns starts index runs; empty for a library that is not written to
public record ServerContext(
    Supplier<Searcher> searcher,
    SearchedLibrary library,
    ImageDecoder decoder,
    Optional<IndexRuns> indexRuns) {
  /// What a server over the engine serves.
  ///
  /// @param sightline stays open until the server is closed
  /// @param searcher answers queries; its decoder opens images that come with requests
  /// @param writable whether index runs may be started over HTTP
  public static ServerContext of(
      Sightline sightline, Supplier<Searcher> searcher, boolean writable) {
    Optional<IndexRuns> runs =
        writable
            ? Optional.of(
                (added, retry, progress) ->
                    sightline.index(
                        added, IndexSettings.usual(Sightline.VERSION).withRetry(retry), progress))
            : Optional.empty();
    return new ServerContext(searcher, sightline.library(), sightline.decoder(), runs);
  }
}
