package dev.sightline.searcher.confidence;

import dev.sightline.models.ClipModel;
import dev.sightline.models.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Everything that makes a model's confidences mean something: the fitted curves and the bank of
/// neutral photos. Immutable.
///
/// @param curves fitted for the model
/// @param bank of the model's embeddings
public record Calibration(CalibrationCurves curves, BackgroundSample bank) {
  /// What was found beside a model.
  ///
  /// @param calibration what its confidences are made with; empty means the parametric default
  /// @param note what is wrong with the files and what to do, for people; empty if nothing is
  public record Found(Optional<Calibration> calibration, Optional<String> note) {}

  /// Reads `calibration.json` and `bank.npy` in a model's folder. Never fails: a model with broken
  /// files still searches, with the default and a note.
  ///
  /// @param dimension of the model's vectors
  public static Found of(ClipModel model, int dimension) {
    return in(model.description().folder(), model.fingerprint(), dimension);
  }

  /// Reads the two files of a folder.
  ///
  /// @param model that they must belong to
  /// @param dimension of the model's vectors
  static Found in(Path folder, Fingerprint model, int dimension) {
    Path file = folder.resolve(CalibrationFile.NAME);
    if (!Files.exists(file)) {
      return new Found(Optional.empty(), Optional.empty());
    }
    Path bank = folder.resolve(CalibrationFile.BANK);
    try {
      CalibrationFile read = CalibrationFile.read(file);
      if (!read.model().equals(model)) {
        return unused(
            "%s was fitted for another model (fingerprint %s, %s), this one is %s, %s"
                .formatted(
                    file, read.model().image(), read.model().text(), model.image(), model.text()));
      }
      if (!Files.exists(bank)) {
        return unused("%s needs %s, which is missing".formatted(file, bank));
      }
      return new Found(
          Optional.of(new Calibration(read.curves(), BackgroundSample.read(bank, dimension))),
          Optional.empty());
    } catch (IOException e) {
      return unused(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Found unused(String reason) {
    return new Found(
        Optional.empty(),
        Optional.of(
            ("%s. Confidences are a default guess until 'sightline eval calibrate --captions TSV"
                    + " --images DIR --bank DIR' is run, or the file is deleted.")
                .formatted(reason)));
  }
}
