package dev.sightline.searcher.labels;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.library.npy.NpyFile;
import dev.sightline.library.npy.NpyRows;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.zeroshot.LabelException;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The label sets of a library: one text file each in `learned/labels`, beside the embeddings that
/// a model made of them, so that they are made once. The built-in set is always there.
public final class LabelSetStore {
  private static final String ENDING = ".txt";

  private final Path folder;
  private final boolean readOnly;

  /// @param learned the library's folder for what was learned; need not be there
  /// @param readOnly whether nothing may be written
  public LabelSetStore(Path learned, boolean readOnly) {
    this.folder = learned.resolve("labels");
    this.readOnly = readOnly;
  }

  /// Every set, the built-in one last.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  public List<LabelSet> sets() {
    var sets = new ArrayList<LabelSet>();
    for (Path file : files()) {
      try {
        sets.add(LabelSet.ofFile(file));
      } catch (IOException e) {
        throw new UncheckedIOException("reading label set " + file, e);
      }
    }
    sets.add(LabelSet.everyday());
    return List.copyOf(sets);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(it -> it.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
  }

  /// What changes when a set is added, changed or removed.
  long version() {
    long version = 1;
    for (Path file : files()) {
      try {
        version = 31 * version + file.hashCode();
        version = 31 * version + Files.getLastModifiedTime(file).toMillis();
      } catch (IOException e) {
        version = 31 * version; // it has just been removed
      }
    }
    return version;
  }

  /// Keeps a set, in place of one of the same name.
  ///
  /// @param file one label a line
  /// @return the set
  /// @throws LabelException if there is no label in it, or its name is that of the built-in set
  /// @throws IOException if it cannot be read or written
  public LabelSet add(Path file) throws IOException {
    LabelSet set = LabelSet.ofFile(file);
    if (set.name().equals(LabelSet.EVERYDAY)) {
      throw new LabelException(
          "The set '%s' is built in: call the file otherwise.".formatted(LabelSet.EVERYDAY));
    }
    AtomicFiles.writeDurably(
        folder.resolve(set.name() + ENDING),
        unfinished -> Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING));
    forgetEmbeddings(set.name()); // those of a set that was replaced
    return set;
  }

  /// Removes a set with what was made of it.
  ///
  /// @return whether it was there
  /// @throws LabelException if it is the built-in one
  /// @throws IOException if it cannot be removed
  public boolean remove(String name) throws IOException {
    if (name.equals(LabelSet.EVERYDAY)) {
      throw new LabelException("The set '%s' is built in and stays.".formatted(name));
    }
    Path file = folder.resolve(name + ENDING);
    boolean there = files().contains(file); // a name may lead elsewhere
    if (there) {
      Files.delete(file);
      forgetEmbeddings(name);
    }
    return there;
  }

  private void forgetEmbeddings(String name) throws IOException {
    var kept = Pattern.compile(Pattern.quote(name) + "\\.[0-9a-f]{16}\\.npy");
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        if (kept.matcher(file.getFileName().toString()).matches()) {
          Files.delete(file);
        }
      }
    }
  }

  /// A set with its embeddings, from the file where they were kept, else made and kept.
  ///
  /// @param templates what the names are put into
  ZeroShotClassifier classifier(ClipModel model, LabelSet set, PromptTemplates templates) {
    String made =
        "%016x"
            .formatted(
                31L * model.fingerprint().text().hashCode()
                    + 961L * set.labels().hashCode()
                    + templates.templates().hashCode());
    Path file = folder.resolve(set.name() + "." + made + ".npy");
    try {
      if (Files.isRegularFile(file)) {
        return ZeroShotClassifier.of(model, set, rows(file, set.labels().size()));
      }
    } catch (IOException | IllegalArgumentException e) {
      // a file that was cut short is made again
    }
    var classifier = ZeroShotClassifier.of(model, set, templates);
    keep(file, classifier.embeddings());
    return classifier;
  }

  private static float[][] rows(Path file, int wanted) throws IOException {
    try (NpyRows npy = NpyRows.open(file)) {
      if (npy.rows() != wanted) {
        throw new IOException("%d rows".formatted(npy.rows()));
      }
      var rows = new float[wanted][];
      for (int i = 0; i < wanted; i++) {
        rows[i] = npy.next();
      }
      return rows;
    }
  }

  private void keep(Path file, float[][] rows) {
    if (readOnly) {
      return;
    }
    try {
      AtomicFiles.write(
          file,
          unfinished -> {
            try (NpyFile npy = NpyFile.create(unfinished, rows.length, rows[0].length, false)) {
              for (float[] row : rows) {
                npy.add(row);
              }
            }
          });
    } catch (IOException e) {
      // they are made again next time
    }
  }
}
