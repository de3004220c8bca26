package dev.sightline.cli.common;

import dev.sightline.models.ClipModel;

/// The line that says which model is in use.
public final class ModelNote {
  private ModelNote() {}

  public static String of(ClipModel model, Directories places) {
    return new ModelFinder(places).isBundled(model)
        ? "Model: %s, the small bundled one; 'sightline models pull' brings a stronger one."
            .formatted(model.name())
        : "Model: %s.".formatted(model.name());
  }
}
