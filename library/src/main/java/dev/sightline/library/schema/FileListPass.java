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

/// Goes once over all documents of a library that is being written and changes where they lie. A
/// document that lies nowhere any more goes. Vectors are copied, nothing is decoded; one document
/// at a time is in memory.
public final class FileListPass {
  private FileListPass() {}

  /// What a pass did.
  ///
  /// @param images images whose files changed, those that went included
  /// @param removedImages images that went
  /// @param setAside records of files set aside that changed or went
  public record Changes(int images, int removedImages, int setAside) {}

  /// Runs over the documents of those segments that are asked for.
  ///
  /// @param writer inside `LibraryWriter.inBulk`
  /// @param edit the files of a document to those it shall have; the same list when nothing changes
  public static Changes run(
      IndexWriter writer, Predicate<LeafReader> segments, UnaryOperator<List<IndexedFile>> edit)
      throws IOException {
    int images = 0;
    int removed = 0;
    int setAside = 0;
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
            setAside++;
          }
        }
      }
    }
    return new Changes(images, removed, setAside);
  }

  /// Deletes one document by its number: its id may belong to another one as well.
  public static void delete(IndexWriter writer, DirectoryReader reader, int document)
      throws IOException {
    if (writer.tryDeleteDocument(reader, document) == -1) {
      throw new IOException("a segment was merged away while its documents were changed");
    }
  }
}
