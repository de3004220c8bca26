package dev.sightline.models.store;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.StoreFiles;
import java.nio.file.Path;
import java.util.Locale;

/// Writes the learned logit scale of the catalogue to `sightline.json` in the model folder, where
/// [dev.sightline.models.ClipModel] reads it. Published configurations often state the value before
/// the training.
final class LearnedLogitScale {
  private static final String FILE = "sightline.json";

  private LearnedLogitScale() {}

  static void writeTo(Path folder, CatalogueEntry entry) {
    if (entry.logitScale().isPresent()) {
      StoreFiles.write(
          folder.resolve(FILE),
          String.format(Locale.ROOT, "{\"logitScale\": %s}%n", entry.logitScale().getAsDouble()));
    }
  }
}
