package dev.sightline.cli.common;

import dev.sightline.engine.Sightline;
import dev.sightline.models.ClipModel;

/// Writes the line that says which model is in use.
public final class ModelNote {
  private ModelNote() {}

  /// The line for a model.
  public static String of(ClipModel model, Directories directories) {
    return directories.models().isBundled(model)
        ? "Model: %s, the small bundled one; 'sightline models pull' brings a stronger one."
            .formatted(model.name())
        : "Model: %s.".formatted(model.name());
  }

  /// The line for the model of a library, and a second one if its calibration cannot be used.
  public static String of(Sightline sightline, Directories directories) {
    String note = of(sightline.model(), directories);
    return sightline
        .searcher()
        .calibrationNote()
        .map(it -> note + System.lineSeparator() + it)
        .orElse(note);
  }
}
