package dev.sightline.library.lucene;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.FileListPass;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.LeafEmbeddings;
import dev.sightline.library.schema.SharedTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;

/// Restores one document per image after documents of several libraries were merged:
///
/// 1. A path of two different images belongs to the file with the newer time.
/// 2. Documents with one id become one with all their paths; an image without a path is deleted.
/// 3. Of several records of one quarantined file the newest stays.
///
/// It reads Lucene's term dictionaries, in which equal terms are adjacent. Only the paths that
/// changed their image are in memory.
public final class DuplicateFolding {
  private final IndexWriter writer;
  private final DirectoryReader reader;
  private final List<LeafReaderContext> leaves;

  /// Paths that a document no longer has, by its number.
  private final Map<Integer, Set<Path>> lost = new HashMap<>();

  private int folded;

  private DuplicateFolding(IndexWriter writer, DirectoryReader reader) {
    this.writer = writer;
    this.reader = reader;
    this.leaves = reader.leaves();
  }

  /// Folds the duplicates of a library that is open for writing.
  ///
  /// @param writer inside [LibraryWriter#inBulk]
  /// @return number of documents that became part of another or were deleted
  public static int run(IndexWriter writer) throws IOException {
    try (var reader = DirectoryReader.open(writer)) {
      var folding = new DuplicateFolding(writer, reader);
      SharedTerms.forEach(reader, ImageFields.PATH, 2, folding::settlePath);
      // If paths were removed, images with one document are checked too.
      int least = folding.lost.isEmpty() ? 2 : 1;
      SharedTerms.forEach(reader, ImageFields.ID, least, (_, same) -> folding.foldImages(same));
      SharedTerms.forEach(
          reader, ImageFields.QUARANTINED, 2, (_, same) -> folding.keepNewest(same));
      return folding.folded;
    }
  }

  private void settlePath(String text, List<Integer> documents) throws IOException {
    Path path = StoredPath.read(text);
    String winner = "";
    long newest = Long.MIN_VALUE;
    var ids = new ArrayList<String>();
    for (int document : documents) {
      IndexedImage image = image(document);
      ids.add(image.id());
      long modified = image.file(path).map(IndexedFile::modifiedMillis).orElse(Long.MIN_VALUE);
      if (winner.isEmpty() || modified > newest) {
        winner = image.id();
        newest = modified;
      }
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!ids.get(i).equals(winner)) {
        lost.computeIfAbsent(documents.get(i), _ -> new HashSet<>()).add(path);
      }
    }
  }

  private void foldImages(List<Integer> same) throws IOException {
    if (same.size() == 1 && !lost.containsKey(same.getFirst())) {
      return;
    }
    List<IndexedFile> files = union(same);
    if (!files.isEmpty()) {
      int richest = richest(same);
      LeafReaderContext leaf = leaf(richest);
      writer.addDocument(Documents.withFiles(leaf.reader(), richest - leaf.docBase, files));
    }
    delete(same);
    folded += same.size() - (files.isEmpty() ? 0 : 1);
  }

  /// The document with embeddings of the most models; among equals, one with a perceptual hash,
  /// which imported images lack.
  private int richest(List<Integer> same) throws IOException {
    int richest = same.getFirst();
    int most = -1;
    for (int document : same) {
      LeafReaderContext leaf = leaf(document);
      int embeddings = new LeafEmbeddings(leaf.reader()).of(document - leaf.docBase).size();
      int worth = 2 * embeddings + (image(document).facts().hash().isPresent() ? 1 : 0);
      if (worth > most) {
        richest = document;
        most = worth;
      }
    }
    return richest;
  }

  private List<IndexedFile> union(Collection<Integer> documents) throws IOException {
    var files = new TreeMap<Path, IndexedFile>();
    for (int document : documents) {
      Set<Path> gone = lost.getOrDefault(document, Set.of());
      for (IndexedFile file : image(document).files()) {
        if (!gone.contains(file.path())) {
          files.merge(file.path(), file, (a, b) -> b.modifiedMillis() > a.modifiedMillis() ? b : a);
        }
      }
    }
    return List.copyOf(files.values());
  }

  private void keepNewest(List<Integer> same) throws IOException {
    int newest = same.getFirst();
    for (int document : same) {
      if (since(document) > since(newest)) {
        newest = document;
      }
    }
    var others = new ArrayList<>(same);
    others.remove((Integer) newest);
    delete(others);
  }

  private void delete(List<Integer> documents) throws IOException {
    for (int document : documents) {
      FileListPass.delete(writer, reader, document);
    }
  }

  private long since(int document) throws IOException {
    LeafReaderContext leaf = leaf(document);
    return Documents.quarantined(leaf.reader(), document - leaf.docBase).sinceMillis();
  }

  private IndexedImage image(int document) throws IOException {
    LeafReaderContext leaf = leaf(document);
    return Documents.image(leaf.reader(), document - leaf.docBase);
  }

  private LeafReaderContext leaf(int document) {
    return leaves.get(ReaderUtil.subIndex(document, leaves));
  }
}
