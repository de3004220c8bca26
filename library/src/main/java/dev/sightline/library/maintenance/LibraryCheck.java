package dev.sightline.library.maintenance;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.lucene.CommitSnapshot;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.ThumbnailFolder;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.LeafEmbeddings;
import dev.sightline.library.schema.SharedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/// Verifies a library: Lucene's check of every file, one document per id, a vector of length 1 in
/// each, valid thumbnails. It reads one commit, which it holds open, so that another program may
/// write at the same time; it writes nothing.
public final class LibraryCheck {
  /// Largest difference of the length of a vector from 1.
  public static final double NORM_TOLERANCE = 1e-4;

  private static final int MOST_TOLD = 100;

  private static final String INDEX_AGAIN =
      "Take its folder out and in again: sightline library forget DIR, then sightline index DIR";

  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private int untold;
  private int images;
  private int thumbnails;
  private int withoutImage;

  private LibraryCheck(Path folder) {
    this.folder = folder;
  }

  /// The result of a check.
  ///
  /// @param images number of images
  /// @param thumbnails number of images with a thumbnail; others are made when they are first shown
  /// @param problems sentences that state what is wrong and what to do; empty when there are none
  public record Report(int images, int thumbnails, List<String> problems) {
    /// Copies the list.
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /// Checks the library in a folder.
  ///
  /// @throws LibraryException if there is none, or one of a newer version; damage is reported
  public static Report run(Path folder) {
    return new LibraryCheck(folder).report();
  }

  private Report report() {
    try (var snapshot = CommitSnapshot.open(folder)) {
      checkLucene(snapshot);
      try (var reader = DirectoryReader.open(snapshot)) {
        LibraryState state = LibraryState.read(reader, folder);
        checkIds(reader);
        for (LeafReaderContext leaf : reader.leaves()) {
          checkDocuments(leaf.reader(), state);
        }
      }
    } catch (IOException e) {
      problem(String.valueOf(LibraryException.damaged(folder, e).getMessage()));
    } catch (LibraryException e) {
      if (e.reason() != LibraryException.Reason.DAMAGED) {
        throw e;
      }
      problem(String.valueOf(e.getMessage()));
    }
    if (withoutImage > 0) {
      problem(
          "%,d images have neither a thumbnail nor their file here. Bring the disk or folder back and run: sightline library compact --thumbnails"
              .formatted(withoutImage));
    }
    if (untold > 0) {
      problems.add("%,d more problems like these".formatted(untold));
    }
    return new Report(images, thumbnails, problems);
  }

  private void checkLucene(CommitSnapshot snapshot) throws IOException {
    try (var check = new CheckIndex(snapshot, snapshot.obtainLock("check"))) {
      check.setFailFast(true); // the first problem names the file; the others follow from it
      if (!check.checkIndex().clean) {
        throw new IOException("Lucene's check of the index failed");
      }
    } catch (RuntimeException e) {
      throw new IOException("Lucene's check of the index failed: " + e.getMessage(), e);
    }
  }

  private void checkIds(DirectoryReader reader) throws IOException {
    SharedTerms.forEach(
        reader,
        ImageFields.ID,
        2,
        (id, documents) ->
            problem(
                "Image %s is in the library %d times. %s."
                    .formatted(id, documents.size(), INDEX_AGAIN)));
  }

  private void checkDocuments(LeafReader leaf, LibraryState state) throws IOException {
    var vectors = new LeafEmbeddings(leaf);
    var live = leaf.getLiveDocs();
    for (int document = 0; document < leaf.maxDoc(); document++) {
      if ((live != null && !live.get(document)) || !Documents.isImage(leaf, document)) {
        continue;
      }
      images++;
      IndexedImage image = Documents.image(leaf, document);
      Map<String, Embedding> embeddings = vectors.of(document);
      if (!embeddings.containsKey(state.model().imageFingerprint())) {
        problem("%s has no vector. %s.".formatted(name(image), INDEX_AGAIN));
      }
      for (LibraryModel model : state.models()) {
        Embedding embedding = embeddings.get(model.imageFingerprint());
        if (embedding != null) {
          checkVector(image, embedding.vector(), model.dimension());
        }
      }
      checkThumbnail(image, state.roots());
    }
  }

  private void checkVector(IndexedImage image, float[] vector, int dimension) {
    double norm = Vectors.length(vector);
    if (vector.length != dimension) {
      problem(
          "%s has a vector of %d dimensions, the library's have %d. %s."
              .formatted(name(image), vector.length, dimension, INDEX_AGAIN));
    } else if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) { // also true for NaN
      problem(
          String.format(
              Locale.ROOT,
              "%s has a vector of length %.6f instead of 1. %s.",
              name(image),
              norm,
              INDEX_AGAIN));
    }
  }

  /// Thumbnails are made when they are first shown. A missing one is a problem only when it can no
  /// longer be made.
  private void checkThumbnail(IndexedImage image, List<LibraryRoot> roots) throws IOException {
    var kept = new ThumbnailFolder(LibraryFolder.thumbnails(folder));
    if (!kept.has(image.id())) {
      boolean ofARoot =
          roots.stream()
              .anyMatch(
                  root ->
                      image.paths().stream()
                          .anyMatch(path -> StoredPath.liesUnder(path, root.folder())));
      if (ofARoot && image.paths().stream().noneMatch(Files::isRegularFile)) {
        withoutImage++;
      }
      return;
    }
    thumbnails++;
    if (!kept.isWhole(image.id())) {
      problem(
          "The thumbnail of %s is broken. Make it again with: sightline library compact --thumbnails"
              .formatted(name(image)));
    }
  }

  private static String name(IndexedImage image) {
    return "%s (id %s)".formatted(image.path(), image.id());
  }

  private void problem(String sentence) {
    if (problems.size() < MOST_TOLD) {
      problems.add(sentence);
    } else {
      untold++;
    }
  }
}
