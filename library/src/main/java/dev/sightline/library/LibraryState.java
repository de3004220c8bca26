package dev.sightline.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.lucene.index.DirectoryReader;

/// What a library says of itself: kept in the user data of each Lucene commit, so that it changes
/// together with the documents or not at all.
///
/// Keys: `sightline.schema`, `model.name`, `model.image`, `model.text`, `model.dimension`,
/// `model.location`, `run.finished` (milliseconds since 1970), `root.N.folder`, `root.N.exclude.M`.
///
/// @param model whose vectors are in it
/// @param roots the folders it is kept true to
/// @param lastRunMillis when an index run last came to its end, milliseconds since 1970
public record LibraryState(
    LibraryModel model, List<LibraryRoot> roots, OptionalLong lastRunMillis) {
  private static final String SCHEMA = "sightline.schema";

  /// Copies the list.
  public LibraryState {
    roots = List.copyOf(roots);
  }

  /// This state with other roots.
  public LibraryState withRoots(List<LibraryRoot> others) {
    return new LibraryState(model, others, lastRunMillis);
  }

  /// This state after a run that ended at a time.
  public LibraryState withLastRun(long millis) {
    return new LibraryState(model, roots, OptionalLong.of(millis));
  }

  Map<String, String> toUserData() {
    var data = new HashMap<String, String>();
    data.put(SCHEMA, Integer.toString(ImageFields.SCHEMA_VERSION));
    data.put("model.name", model.name());
    data.put("model.image", model.imageFingerprint());
    data.put("model.text", model.textFingerprint());
    data.put("model.dimension", Integer.toString(model.dimension()));
    data.put("model.location", model.location());
    lastRunMillis.ifPresent(millis -> data.put("run.finished", Long.toString(millis)));
    for (int r = 0; r < roots.size(); r++) {
      LibraryRoot root = roots.get(r);
      data.put("root." + r + ".folder", StoredPath.text(root.folder()));
      for (int e = 0; e < root.excludes().size(); e++) {
        data.put("root." + r + ".exclude." + e, root.excludes().get(e));
      }
    }
    return data;
  }

  /// Reads the state of the commit that a reader stands on.
  ///
  /// @throws LibraryException if the index is not Sightline's, or a newer one's
  static LibraryState read(DirectoryReader reader, Path folder) throws IOException {
    Map<String, String> data = reader.getIndexCommit().getUserData();
    String schema = data.get(SCHEMA);
    if (schema == null) {
      throw LibraryException.notALibrary(folder, "its Lucene index is not Sightline's");
    }
    try {
      int version = Integer.parseInt(schema);
      if (version > ImageFields.SCHEMA_VERSION) {
        throw LibraryException.newer(folder, version, ImageFields.SCHEMA_VERSION);
      }
      var model =
          new LibraryModel(
              value(data, "model.name"),
              value(data, "model.image"),
              value(data, "model.text"),
              Integer.parseInt(value(data, "model.dimension")),
              value(data, "model.location"));
      String finished = data.get("run.finished");
      return new LibraryState(
          model,
          roots(data),
          finished == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(finished)));
    } catch (NumberFormatException e) {
      throw new IOException("the commit's user data are damaged", e);
    }
  }

  private static List<LibraryRoot> roots(Map<String, String> data) {
    var roots = new ArrayList<LibraryRoot>();
    String folder;
    while ((folder = data.get("root." + roots.size() + ".folder")) != null) {
      var excludes = new ArrayList<String>();
      String exclude;
      while ((exclude = data.get("root." + roots.size() + ".exclude." + excludes.size())) != null) {
        excludes.add(exclude);
      }
      roots.add(new LibraryRoot(StoredPath.read(folder), excludes));
    }
    return roots;
  }

  private static String value(Map<String, String> data, String key) throws IOException {
    String value = data.get(key);
    if (value == null) {
      throw new IOException("the commit's user data lack " + key);
    }
    return value;
  }
}
