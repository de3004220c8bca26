package dev.sightline.cli.common;

import dev.sightline.library.LibraryModel;

/// Tells libraries of real models from those that were imported without one.
public final class LibraryModels {
  private LibraryModels() {}

  /// The model of a library, when it has one.
  ///
  /// @throws ModelFinder.ModelMissingException if its vectors were imported without a model
  public static LibraryModel requireReal(LibraryModel model) {
    if (model.isSynthetic()) {
      throw new ModelFinder.ModelMissingException(
          """
          The vectors of this library were imported without a model (--synthetic-model): no \
          sentence and no picture can be compared with them. To measure: sightline eval ann\
          """);
    }
    return model;
  }
}
