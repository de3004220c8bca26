package dev.sightline.evaluation.labelled;

import java.nio.file.Path;

/// A file with the same bytes as another one, which is left out: in two parts of the data it would
/// be measured what was learned by heart.
///
/// @param file the one that is left out
/// @param original the one that counts
/// @param otherClass whether they are labelled differently
public record CopiedFile(Path file, Path original, boolean otherClass) {}
