package dev.sightline.library.schema;

import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Reads single documents of a segment.
public final class Documents {
  private Documents() {}

  /// Reads a value from one live document of a segment.
  @FunctionalInterface
  public interface Reading<T> {
    T of(LeafReader leaf, int document) throws IOException;
  }

  /// Receives one live document of a segment.
  @FunctionalInterface
  public interface Visitor {
    void visit(int document) throws IOException;
  }

  /// Reads the live document that holds a term, if there is one.
  public static <T> Optional<T> first(
      IndexSearcher searcher, String field, String term, Reading<T> reading) throws IOException {
    for (var leaf : searcher.getIndexReader().leaves()) {
      int document = find(leaf.reader(), field, new BytesRef(term));
      if (document >= 0) {
        return Optional.of(reading.of(leaf.reader(), document));
      }
    }
    return Optional.empty();
  }

  /// The live document that holds a term, or -1.
  public static int find(LeafReader leaf, String field, BytesRef term) throws IOException {
    Terms terms = leaf.terms(field);
    if (terms == null) {
      return -1;
    }
    TermsEnum each = terms.iterator();
    return each.seekExact(term) ? firstLive(each.postings(null, PostingsEnum.NONE), leaf) : -1;
  }

  private static int firstLive(PostingsEnum postings, LeafReader leaf) throws IOException {
    Bits live = leaf.getLiveDocs();
    int document = postings.nextDoc();
    while (document != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(document)) {
        return document;
      }
      document = postings.nextDoc();
    }
    return -1;
  }

  /// Visits every live document that holds any term of a field, by term.
  public static void forEachWith(LeafReader leaf, String field, Visitor visitor)
      throws IOException {
    Terms terms = leaf.terms(field);
    if (terms == null) {
      return;
    }
    Bits live = leaf.getLiveDocs();
    TermsEnum each = terms.iterator();
    while (each.next() != null) {
      PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
      int document = postings.nextDoc();
      while (document != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(document)) {
          visitor.visit(document);
        }
        document = postings.nextDoc();
      }
    }
  }

  /// Receives one live document of a segment and its matching path.
  @FunctionalInterface
  public interface PathVisitor {
    void visit(int document, Path path) throws IOException;
  }

  /// Visits every live document with a path at or below another path, by path. Terms are sorted, so
  /// that only matching ones are read.
  ///
  /// @param deep whether to include files in folders below the path
  public static void forEachAt(
      LeafReader leaf, String field, Path place, boolean deep, PathVisitor visitor)
      throws IOException {
    Terms terms = leaf.terms(field);
    if (terms == null) {
      return;
    }
    int itself = find(leaf, field, new BytesRef(StoredPath.text(place)));
    if (itself >= 0) {
      visitor.visit(itself, place);
    }
    var below = new BytesRef(StoredPath.textBelow(place));
    TermsEnum each = terms.iterator();
    boolean more = each.seekCeil(below) != TermsEnum.SeekStatus.END;
    while (more && StringHelper.startsWith(each.term(), below)) {
      Path path = StoredPath.read(each.term().utf8ToString());
      if (deep || place.equals(path.getParent())) {
        int document = firstLive(each.postings(null, PostingsEnum.NONE), leaf);
        if (document >= 0) {
          visitor.visit(document, path);
        }
      }
      more = each.next() != null;
    }
  }

  /// Reads the files of a document.
  ///
  /// @throws IOException if the document has none, or the index cannot be read
  public static List<IndexedFile> files(LeafReader leaf, int document) throws IOException {
    BinaryDocValues values = leaf.getBinaryDocValues(ImageFields.FILES);
    if (values == null || !values.advanceExact(document)) {
      throw new IOException("a document without files");
    }
    return FileListFormat.decode(values.binaryValue());
  }

  /// Reads the image of a document, without its embeddings.
  ///
  /// @throws IOException if the index cannot be read
  public static IndexedImage image(LeafReader leaf, int document) throws IOException {
    return ImageFields.image(
        leaf.storedFields().document(document), files(leaf, document), hash(leaf, document));
  }

  /// The perceptual hash of an image; empty when it is not known.
  private static Optional<ImageHash> hash(LeafReader leaf, int document) throws IOException {
    BinaryDocValues values = leaf.getBinaryDocValues(ImageFields.HASH);
    return values != null && values.advanceExact(document)
        ? ImageHash.read(values.binaryValue())
        : Optional.empty();
  }

  /// Reads the quarantined file of a document.
  ///
  /// @throws IOException if the index cannot be read
  public static QuarantinedFile quarantined(LeafReader leaf, int document) throws IOException {
    var stored = leaf.storedFields().document(document);
    return new QuarantinedFile(
        files(leaf, document).getFirst(),
        stored.get(ImageFields.REASON),
        stored.get(ImageFields.DETAIL),
        stored.getField(ImageFields.SINCE).numericValue().longValue(),
        stored.get(ImageFields.VERSION),
        Optional.ofNullable(stored.get(ImageFields.DECODERS)),
        ImageFields.heapBytes(stored));
  }

  /// The Lucene document of an image or quarantined file with other files.
  ///
  /// @param files at least one
  public static Document withFiles(LeafReader leaf, int document, List<IndexedFile> files)
      throws IOException {
    if (isImage(leaf, document)) {
      return ImageFields.document(stored(leaf, document).withFiles(files));
    }
    return ImageFields.document(quarantined(leaf, document).with(files.getFirst()));
  }

  /// Whether a document is an image, and not a quarantined file.
  public static boolean isImage(LeafReader leaf, int document) throws IOException {
    return leaf.storedFields().document(document, Set.of(ImageFields.ID)).get(ImageFields.ID)
        != null;
  }

  /// An image with all its embeddings, whichever model the library is searched with.
  public static StoredVector stored(LeafReader leaf, int document) throws IOException {
    Map<String, Embedding> embeddings = new LeafEmbeddings(leaf).of(document);
    if (embeddings.isEmpty()) {
      throw new IOException("a document without a vector");
    }
    String any = embeddings.keySet().iterator().next();
    return new StoredVector(image(leaf, document), any, embeddings);
  }

  /// An image with all its embeddings.
  ///
  /// @param model image fingerprint of the model of [StoredVector#vector]
  /// @param vectors embeddings of the segment
  public static StoredVector stored(
      LeafReader leaf, int document, String model, LeafEmbeddings vectors) throws IOException {
    Map<String, Embedding> embeddings = vectors.of(document);
    if (!embeddings.containsKey(model)) {
      throw new IOException("a document without a vector");
    }
    return new StoredVector(image(leaf, document), model, embeddings);
  }
}
