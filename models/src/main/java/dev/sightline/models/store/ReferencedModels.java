package dev.sightline.models.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.models.store.download.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names in the store for model folders elsewhere. Nothing is copied: a file `NAME.model.json` in
/// the store has the path of the folder (`{"folder": "/…"}`). Removing the name does not change the
/// folder.
public final class ReferencedModels {
  private static final String SUFFIX = ".model.json";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private final Path store;

  /// @param store the folder of the store, created when the first name is added
  public ReferencedModels(Path store) {
    this.store = store;
  }

  /// A name of a folder.
  ///
  /// @param folder may no longer exist
  public record Reference(String name, Path folder) {}

  /// Whether a name is valid: letters, digits, `.`, `_` and `-`, without a leading dot.
  public static boolean canBeName(String name) {
    return NAME.matcher(name).matches();
  }

  /// Adds a name for a folder.
  ///
  /// @return false if the folder has this name already
  /// @throws StoreException if another model has this name, or the file cannot be written
  public boolean add(String name, Path folder) {
    if (!canBeName(name)) {
      throw new IllegalArgumentException("not a model's name: '%s'".formatted(name));
    }
    Path real = folder.toAbsolutePath().normalize();
    Optional<Reference> known = find(name);
    if (known.isPresent() && known.get().folder().equals(real)) {
      return false;
    }
    if (known.isPresent()) {
      throw StoreException.taken(name, known.get().folder());
    }
    if (Files.exists(store.resolve(name))) {
      throw StoreException.taken(name, store.resolve(name));
    }
    StoreFiles.write(
        note(name),
        new ObjectMapper().createObjectNode().put("folder", real.toString()).toPrettyString()
            + "\n");
    return true;
  }

  /// The folder of a name; empty if there is none.
  ///
  /// @throws StoreException if the file cannot be read
  public Optional<Reference> find(String name) {
    return canBeName(name) && Files.isRegularFile(note(name))
        ? Optional.of(read(name))
        : Optional.empty();
  }

  /// All names, sorted.
  ///
  /// @throws StoreException if one cannot be read
  public List<Reference> all() {
    var all = new ArrayList<Reference>();
    for (Path file : FolderTree.entries(store)) {
      String name = file.getFileName().toString();
      if (name.endsWith(SUFFIX) && Files.isRegularFile(file)) {
        find(name.substring(0, name.length() - SUFFIX.length())).ifPresent(all::add);
      }
    }
    return all;
  }

  /// Removes a name; the folder is not changed.
  ///
  /// @return whether the name existed
  /// @throws StoreException if it cannot be deleted
  public boolean forget(String name) {
    if (!canBeName(name) || !Files.isRegularFile(note(name))) {
      return false;
    }
    FolderTree.delete(note(name));
    return true;
  }

  private Path note(String name) {
    return store.resolve(name + SUFFIX);
  }

  private Reference read(String name) {
    Path file = note(name);
    try {
      JsonNode folder = new ObjectMapper().readTree(file.toFile()).path("folder");
      if (!folder.isTextual()) {
        throw new IOException("it names no folder");
      }
      return new Reference(name, Path.of(folder.asText()));
    } catch (IOException | InvalidPathException e) {
      throw StoreException.damagedFile(file, e);
    }
  }
}
