package dev.sightline.library;

import dev.sightline.library.image.StoredPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;

/// The state of a library. It is stored in the user data of each Lucene commit, so that it changes
/// atomically with the documents.
///
/// Keys: `sightline.schema`, `model.name`, `model.image`, `model.text`, `model.dimension`,
/// `model.location`, the same with `other.N` for `model`, `run.finished` (milliseconds since 1970),
/// `captions` (`ignored`, else absent), `vectors` (absent for `float32`), `root.N.folder`,
/// `root.N.exclude.M`, `root.N.allFolders` (`true`, else absent), and the history of a root with
/// `history.N.` before each key, see [RootHistory].
///
/// @param model the model that the library is searched with; every image has a vector of it
/// @param otherModels other models with vectors in the library, of all images or of some
/// @param roots the folders that it indexes
/// @param lastRunMillis end of the last complete index run, milliseconds since 1970
/// @param captions whether annotations of images are indexed
/// @param vectors how new vectors are stored
/// @param histories what the last full run stored about each root; none for a root that no run of
///     this version has walked
public record LibraryState(
    LibraryModel model,
    List<LibraryModel> otherModels,
    List<LibraryRoot> roots,
    OptionalLong lastRunMillis,
    boolean captions,
    VectorStorage vectors,
    List<RootHistory> histories) {
  /// The version of the schema, to be increased when an older version of Sightline would misread
  /// the documents.
  static final int SCHEMA_VERSION = 3;

  private static final String SCHEMA = "sightline.schema";
  private static final String CAPTIONS = "captions";
  private static final String VECTORS = "vectors";
  private static final String IGNORED = "ignored";
  private static final String ALL_FOLDERS = ".allFolders";

  /// Copies the lists.
  public LibraryState {
    otherModels = List.copyOf(otherModels);
    roots = List.copyOf(roots);
    histories = List.copyOf(histories);
  }

  /// A state without histories.
  public LibraryState(
      LibraryModel model,
      List<LibraryModel> otherModels,
      List<LibraryRoot> roots,
      OptionalLong lastRunMillis,
      boolean captions,
      VectorStorage vectors) {
    this(model, otherModels, roots, lastRunMillis, captions, vectors, List.of());
  }

  /// The state of a library that was just made.
  public static LibraryState ofNew(LibraryModel model) {
    return new LibraryState(
        model, List.of(), List.of(), OptionalLong.empty(), true, VectorStorage.FLOAT32);
  }

  /// All models with vectors in the library; first the one it is searched with.
  public List<LibraryModel> models() {
    return Stream.concat(Stream.of(model), otherModels.stream()).toList();
  }

  /// The model with an image fingerprint, if the library has vectors of it.
  public Optional<LibraryModel> model(String fingerprint) {
    return models().stream().filter(it -> it.imageFingerprint().equals(fingerprint)).findFirst();
  }

  /// This state, searched with a model.
  ///
  /// @param next replaces any model with the same fingerprint; the previous model becomes one of
  ///     the others
  public LibraryState searchedWith(LibraryModel next) {
    return new LibraryState(
        next, others(models(), next), roots, lastRunMillis, captions, vectors, histories);
  }

  /// This state with one more model besides the one it is searched with.
  public LibraryState withOther(LibraryModel other) {
    var others = new ArrayList<>(others(otherModels, other));
    others.add(other);
    return new LibraryState(model, others, roots, lastRunMillis, captions, vectors, histories);
  }

  /// This state with only the model it is searched with.
  public LibraryState withoutOthers() {
    return new LibraryState(model, List.of(), roots, lastRunMillis, captions, vectors, histories);
  }

  private static List<LibraryModel> others(List<LibraryModel> models, LibraryModel model) {
    return models.stream()
        .filter(it -> !it.imageFingerprint().equals(model.imageFingerprint()))
        .toList();
  }

  /// This state, with annotations indexed or not.
  public LibraryState withCaptions(boolean taken) {
    return new LibraryState(model, otherModels, roots, lastRunMillis, taken, vectors, histories);
  }

  /// This state with another storage of new vectors.
  public LibraryState withVectors(VectorStorage next) {
    return new LibraryState(model, otherModels, roots, lastRunMillis, captions, next, histories);
  }

  /// This state with other roots.
  public LibraryState withRoots(List<LibraryRoot> others) {
    List<RootHistory> kept =
        histories.stream()
            .filter(it -> others.stream().anyMatch(root -> root.folder().equals(it.root())))
            .toList();
    return new LibraryState(model, otherModels, others, lastRunMillis, captions, vectors, kept);
  }

  /// What the last full run stored about a root.
  public Optional<RootHistory> history(Path root) {
    return histories.stream().filter(it -> it.root().equals(root)).findFirst();
  }

  /// This state with a new history of a root.
  public LibraryState withHistory(RootHistory history) {
    var others = new ArrayList<>(histories);
    others.removeIf(it -> it.root().equals(history.root()));
    others.add(history);
    return withHistories(others);
  }

  /// This state with other histories.
  public LibraryState withHistories(List<RootHistory> others) {
    return new LibraryState(model, otherModels, roots, lastRunMillis, captions, vectors, others);
  }

  /// This state after a run that ended at a time.
  public LibraryState withLastRun(long millis) {
    return new LibraryState(
        model, otherModels, roots, OptionalLong.of(millis), captions, vectors, histories);
  }

  /// This state as keys and values; the keys are listed above.
  public Map<String, String> toUserData() {
    var data = new HashMap<String, String>();
    data.put(SCHEMA, Integer.toString(SCHEMA_VERSION));
    put(data, "model.", model);
    for (int m = 0; m < otherModels.size(); m++) {
      put(data, "other." + m + ".", otherModels.get(m));
    }
    if (!captions) {
      data.put(CAPTIONS, IGNORED);
    }
    if (vectors != VectorStorage.FLOAT32) {
      data.put(VECTORS, vectors.text());
    }
    lastRunMillis.ifPresent(millis -> data.put("run.finished", Long.toString(millis)));
    for (int r = 0; r < roots.size(); r++) {
      LibraryRoot root = roots.get(r);
      data.put("root." + r + ".folder", StoredPath.text(root.folder()));
      for (int e = 0; e < root.excludes().size(); e++) {
        data.put("root." + r + ".exclude." + e, root.excludes().get(e));
      }
      if (root.allFolders()) {
        data.put("root." + r + ALL_FOLDERS, "true");
      }
    }
    for (int h = 0; h < histories.size(); h++) {
      histories.get(h).put("history." + h + ".", data);
    }
    return data;
  }

  private static void put(Map<String, String> data, String prefix, LibraryModel model) {
    data.put(prefix + "name", model.name());
    data.put(prefix + "image", model.imageFingerprint());
    data.put(prefix + "text", model.textFingerprint());
    data.put(prefix + "dimension", Integer.toString(model.dimension()));
    data.put(prefix + "location", model.location());
  }

  /// Reads the state of the commit of a reader.
  ///
  /// @throws LibraryException if the index is not a Sightline library, or of a newer or older
  ///     version
  public static LibraryState read(DirectoryReader reader, Path folder) throws IOException {
    return ofUserData(reader.getIndexCommit().getUserData(), folder.toString());
  }

  /// Reads what [#toUserData] gave.
  ///
  /// @param place location of the library, for messages
  /// @throws LibraryException if it is not a Sightline library, or of a newer or older version
  /// @throws IOException if keys are missing or damaged
  public static LibraryState ofUserData(Map<String, String> data, String place) throws IOException {
    String schema = data.get(SCHEMA);
    if (schema == null) {
      throw LibraryException.notALibrary(place, "its Lucene index is not Sightline's");
    }
    try {
      int version = Integer.parseInt(schema);
      if (version > SCHEMA_VERSION) {
        throw LibraryException.newer(place, version, SCHEMA_VERSION);
      }
      if (version < SCHEMA_VERSION) {
        throw LibraryException.older(place, version, SCHEMA_VERSION);
      }
      String finished = data.get("run.finished");
      return new LibraryState(
          model(data, "model."),
          otherModels(data),
          roots(data),
          finished == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(finished)),
          !IGNORED.equals(data.get(CAPTIONS)),
          vectors(data),
          RootHistory.read(data));
    } catch (NumberFormatException e) {
      throw new IOException("the library's own data are damaged", e);
    }
  }

  private static LibraryModel model(Map<String, String> data, String prefix) throws IOException {
    return new LibraryModel(
        value(data, prefix + "name"),
        value(data, prefix + "image"),
        value(data, prefix + "text"),
        Integer.parseInt(value(data, prefix + "dimension")),
        value(data, prefix + "location"));
  }

  private static VectorStorage vectors(Map<String, String> data) throws IOException {
    String text = data.getOrDefault(VECTORS, VectorStorage.FLOAT32.text());
    return VectorStorage.of(text)
        .orElseThrow(() -> new IOException("the commit's user data have vectors as " + text));
  }

  private static List<LibraryModel> otherModels(Map<String, String> data) throws IOException {
    var models = new ArrayList<LibraryModel>();
    while (data.containsKey("other." + models.size() + ".name")) {
      models.add(model(data, "other." + models.size() + "."));
    }
    return models;
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
      boolean allFolders = "true".equals(data.get("root." + roots.size() + ALL_FOLDERS));
      roots.add(new LibraryRoot(StoredPath.read(folder), excludes, allFolders));
    }
    return roots;
  }

  private static String value(Map<String, String> data, String key) throws IOException {
    String value = data.get(key);
    if (value == null) {
      throw new IOException("the library's own data lack " + key);
    }
    return value;
  }
}
