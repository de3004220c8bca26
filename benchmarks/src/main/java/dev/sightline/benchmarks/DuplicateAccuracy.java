package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.duplicates.DuplicateGroup;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.testkit.PhotoVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How well duplicates are told from photos that are merely similar: each photo of a folder, with
/// [PhotoVariants] of it and a copy, indexed with the bundled model.
///
/// Precision is of pairs within groups: the share that comes from one photo. Recall is of variants:
/// the share that is in a group with its original.
///
/// Run: `benchmarks/run.sh duplicates FOLDER`. Table: `docs/explanation/performance/quality.md`.
public final class DuplicateAccuracy {
  private DuplicateAccuracy() {}

  /// `FOLDER` with different photos.
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory(Project.scratch("duplicates"), "accuracy");
    List<Path> photos = photos(Path.of(arguments[0]));
    var variants = new LinkedHashMap<Path, String>(); // variant to what was done
    var originals = new HashMap<Path, Path>();
    for (int i = 0; i < photos.size(); i++) {
      Path folder = Files.createDirectories(work.resolve("photos").resolve("%04d".formatted(i)));
      Path original = folder.resolve("original.jpg");
      Files.copy(photos.get(i), original, StandardCopyOption.REPLACE_EXISTING);
      Path copy = folder.resolve("copy.jpg");
      Files.copy(original, copy);
      variants.put(copy, "same bytes");
      originals.put(copy, original);
      for (var variant : PhotoVariants.forAccuracy(photos.get(i)).entrySet()) {
        String name = variant.getKey().replaceAll("\\W+", "-") + ".jpg";
        Path file = Files.write(folder.resolve(name), variant.getValue());
        variants.put(file, variant.getKey());
        originals.put(file, original);
      }
    }
    Path library = work.resolve("library");
    index(work.resolve("photos"), library);
    try (var reader = LibraryReader.open(library)) {
      Duplicates found = new LuceneRetriever(reader).duplicates(DuplicateRule.DEFAULT);
      print(photos.size(), found, variants, originals);
    }
  }

  private static List<Path> photos(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static void index(Path photos, Path library) {
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT.forManyImages())) {
      new Indexer(
              model,
              ImageDecoder.create(DecodeLimits.DEFAULT),
              DecodeLimits.DEFAULT,
              IndexSettings.usual("benchmark"))
          .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
    }
  }

  private static void print(
      int photos, Duplicates found, Map<Path, String> variants, Map<Path, Path> originals) {
    var groupOf = new HashMap<Path, DuplicateGroup>();
    long pairs = 0;
    long right = 0;
    for (DuplicateGroup group : found.groups()) {
      List<Path> files = group.files().stream().map(it -> it.file().path()).toList();
      files.forEach(file -> groupOf.put(file, group));
      for (int i = 0; i < files.size(); i++) {
        for (int j = 0; j < i; j++) {
          pairs++;
          right += Objects.equals(files.get(i).getParent(), files.get(j).getParent()) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d photos, %,d images; %,d groups, %,d pairs, precision %.4f%n%n",
        photos,
        found.images(),
        found.groups().size(),
        pairs,
        (double) right / pairs);
    System.out.println("| what was done | with its original |\n|---|---|");
    var together = new LinkedHashMap<String, Integer>();
    variants.forEach(
        (file, what) -> {
          DuplicateGroup group = groupOf.get(file);
          boolean is = group != null && group.equals(groupOf.get(originals.get(file)));
          together.merge(what, is ? 1 : 0, Integer::sum);
        });
    together.forEach(
        (what, count) ->
            System.out.printf(Locale.ROOT, "| %s | %.1f %% |%n", what, 100.0 * count / photos));
  }
}
