package dev.sightline.cli;

import dev.sightline.models.ClipModel;

/// The line that says which model is in use.
final class ModelNote {
  private ModelNote() {}

  static String of(ClipModel model, Places places) {
    return new ModelFinder(places).isBundled(model)
        ? "Model: %s, the small bundled one; 'sightline models pull' brings a stronger one."
            .formatted(model.name())
        : "Model: %s.".formatted(model.name());
  }
}
