package dev.sightline.cli.models;

import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.Json;
import dev.sightline.cli.common.UsageException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.TextAdapter;
import dev.sightline.models.store.ReferencedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Stores an adapter as a model of its own, among the pulled ones: a folder with the learned matrix
/// and a `sightline.json` that names the base model. The base model is never written to, so its
/// goldens, calibration and hashes stay valid.
final class AdaptedModels {
  private static final String JSON = "sightline.json";

  private final ClipModel model;
  private final String name;
  private final Path folder;

  /// @throws UsageException if the name is not valid, or belongs to another model
  AdaptedModels(Directories directories, ClipModel model, Optional<String> wanted) {
    this.model = model;
    this.name = wanted.orElse(model.name() + "-adapted");
    if (!ReferencedModels.canBeName(name)) {
      throw new UsageException(
          "'%s' cannot be a model's name: letters, digits, '.', '_' and '-'. Use another --name."
              .formatted(name));
    }
    this.folder = directories.modelStore().resolve(name);
    boolean ours = Files.isRegularFile(folder.resolve(TextAdapter.FILE));
    if (!ours && (Files.exists(folder) || directories.models().names().contains(name))) {
      throw new UsageException(
          "There is a model '%s' already. Choose another name with --name.".formatted(name));
    }
  }

  String name() {
    return name;
  }

  /// Writes the folder, replacing the result of an earlier `adapt`.
  ///
  /// @return the folder
  /// @throws IOException if it cannot be written
  Path save(TextAdapter adapter) throws IOException {
    Files.createDirectories(folder);
    adapter.write(folder.resolve(TextAdapter.FILE), model.fingerprint());
    String base = model.description().folder().toAbsolutePath().normalize().toString();
    String text =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("model", base);
              json.writeStringField("textAdapter", TextAdapter.FILE);
              json.writeEndObject();
            });
    Files.writeString(folder.resolve(JSON), text + "\n");
    return folder;
  }
}
