package dev.sightline.models.store;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.StoreFiles;
import java.nio.file.Path;
import java.util.Locale;

/// Published configurations often carry the logit scale of before the training. Where the catalogue
/// knows the learned one, it goes into `sightline.json` beside the model's files, where
/// [dev.sightline.models.ClipModel] finds it.
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
