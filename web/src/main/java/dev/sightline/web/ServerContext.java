package dev.sightline.web;

import dev.sightline.images.ImageDecoder;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.jobs.IndexRuns;
import java.util.Optional;
import java.util.function.Supplier;

/// What a server serves; all of it is the caller's, to be closed after the server.
///
/// @param searcher answers queries over `library`; asked for before each of them. Its decoder opens
///     pictures that strangers send: see `WebOptions.UPLOAD_LIMITS`
/// @param library what is shown; refreshed when requests come, twice a second at most
/// @param decoder opens the library's own pictures
/// @param indexRuns starts index runs; empty where the library is not written to
public record ServerContext(
    Supplier<Searcher> searcher,
    SearchedLibrary library,
    ImageDecoder decoder,
    Optional<IndexRuns> indexRuns) {}
