package dev.sightline.evaluation.labelled;

import java.nio.file.Path;

/// A picture that could not be measured with.
///
/// @param file the picture
/// @param reason in words
public record SkippedFile(Path file, String reason) {}
