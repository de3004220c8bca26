package dev.sightline.library.maintenance;

import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.FileListPass;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.LeafEmbeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/// Removes the vectors of all models but the one that a library is searched with.
public final class DropModels {
  private DropModels() {}

  /// Removes the vectors and merges all segments into one, which frees the disk space.
  ///
  /// @return number of images that had such vectors
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays unchanged, or
  ///     only the merge is missing
  public static int drop(Path folder) {
    try (var writer = LibraryWriter.openExisting(folder)) {
      String kept = writer.state().model().imageFingerprint();
      int images = writer.inBulk(index -> dropAllBut(kept, index));
      writer.setState(writer.state().withoutOthers());
      writer.commit();
      writer.compact();
      return images;
    }
  }

  private static int dropAllBut(String kept, IndexWriter index) throws IOException {
    int images = 0;
    try (var reader = DirectoryReader.open(index)) {
      for (LeafReaderContext segment : reader.leaves()) {
        LeafReader leaf = segment.reader();
        var vectors = new LeafEmbeddings(leaf);
        var live = leaf.getLiveDocs();
        for (int document = 0; document < leaf.maxDoc(); document++) {
          if (live != null && !live.get(document)) {
            continue;
          }
          Map<String, Embedding> embeddings = vectors.of(document);
          Embedding embedding = embeddings.get(kept);
          if (embedding == null || embeddings.size() == 1) {
            continue; // a quarantined file, or nothing to remove
          }
          var alone = new StoredVector(Documents.image(leaf, document), kept, embedding);
          index.addDocument(ImageFields.document(alone));
          FileListPass.delete(index, reader, segment.docBase + document);
          images++;
        }
      }
    }
    return images;
  }
}
