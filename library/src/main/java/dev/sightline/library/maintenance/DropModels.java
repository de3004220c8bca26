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

/// Takes the vectors out of a library that are of other models than the one it is searched with.
public final class DropModels {
  private DropModels() {}

  /// Drops them and merges what is left into one segment, so that their room is free.
  ///
  /// @return how many images had any
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays as it was, or
  ///     only its merging is missing
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
            continue; // a file that was set aside, or nothing to drop
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
