package dev.sightline.library.schema;

import dev.sightline.library.image.IndexedFile;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/// Changes the files of all documents of a library that is open for writing. A document without
/// files is deleted. Vectors are copied and nothing is decoded; one document at a time is in
/// memory.
public final class FileListPass {
  private FileListPass() {}

  /// The result of a pass.
  ///
  /// @param images number of images whose files changed, including removed images
  /// @param removedImages number of removed images
  /// @param quarantined number of changed or removed quarantine records
  public record Changes(int images, int removedImages, int quarantined) {}

  /// Runs over the documents of selected segments.
  ///
  /// @param writer inside `LibraryWriter.inBulk`
  /// @param edit maps the files of a document to its new files; the same list when nothing changes
  public static Changes run(
      IndexWriter writer, Predicate<LeafReader> segments, UnaryOperator<List<IndexedFile>> edit)
      throws IOException {
    int images = 0;
    int removed = 0;
    int quarantined = 0;
    try (var reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext segment : reader.leaves()) {
        LeafReader leaf = segment.reader();
        if (!segments.test(leaf)) {
          continue;
        }
        var live = leaf.getLiveDocs();
        for (int document = 0; document < leaf.maxDoc(); document++) {
          if (live != null && !live.get(document)) {
            continue;
          }
          List<IndexedFile> before = Documents.files(leaf, document);
          List<IndexedFile> after = edit.apply(before);
          if (after.equals(before)) {
            continue;
          }
          if (!after.isEmpty()) {
            writer.addDocument(Documents.withFiles(leaf, document, after));
          }
          delete(writer, reader, segment.docBase + document);
          if (Documents.isImage(leaf, document)) {
            images++;
            removed += after.isEmpty() ? 1 : 0;
          } else {
            quarantined++;
          }
        }
      }
    }
    return new Changes(images, removed, quarantined);
  }

  /// Deletes one document by its number, because its id may belong to another one as well.
  public static void delete(IndexWriter writer, DirectoryReader reader, int document)
      throws IOException {
    if (writer.tryDeleteDocument(reader, document) == -1) {
      throw new IOException("a segment was merged away while its documents were changed");
    }
  }
}
