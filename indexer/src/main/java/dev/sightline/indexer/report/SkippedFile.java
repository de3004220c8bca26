package dev.sightline.indexer.report;

import java.nio.file.Path;

/// A file or folder that a run could not take in.
///
/// @param path which
/// @param reason a stable word for programs, such as `TRUNCATED`
/// @param detail one sentence for people
public record SkippedFile(Path path, String reason, String detail) {}
