package dev.sightline.library.schema;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Finds the documents of one segment by path, for many lookups: it opens the terms once, where
/// [Documents#find] opens them for each lookup. For use by one thread.
public final class SegmentPaths {
  private final LeafReaderContext segment;
  private final Optional<TermsEnum> images;
  private final Optional<TermsEnum> quarantined;
  private @Nullable PostingsEnum postings;
  private @Nullable BinaryDocValues files;

  /// Opens the terms of a segment.
  ///
  /// @throws IOException if the index cannot be read
  public SegmentPaths(LeafReaderContext segment) throws IOException {
    this.segment = segment;
    this.images = terms(segment, ImageFields.PATH);
    this.quarantined = terms(segment, ImageFields.QUARANTINED);
  }

  private static Optional<TermsEnum> terms(LeafReaderContext segment, String field)
      throws IOException {
    Terms terms = segment.reader().terms(field);
    return terms == null ? Optional.empty() : Optional.of(terms.iterator());
  }

  /// The document number, in the whole library, of the live image at a path, or -1.
  public int image(BytesRef path) throws IOException {
    return find(images, path);
  }

  /// Whether the file at a path is quarantined.
  public boolean isQuarantined(BytesRef path) throws IOException {
    return find(quarantined, path) >= 0;
  }

  private int find(Optional<TermsEnum> terms, BytesRef path) throws IOException {
    if (terms.isEmpty() || !terms.get().seekExact(path)) {
      return -1;
    }
    PostingsEnum each = terms.get().postings(postings, PostingsEnum.NONE);
    postings = each;
    var live = segment.reader().getLiveDocs();
    for (int it = each.nextDoc(); it != DocIdSetIterator.NO_MORE_DOCS; it = each.nextDoc()) {
      if (live == null || live.get(it)) {
        return segment.docBase + it;
      }
    }
    return -1;
  }

  /// The files of an image, encoded by [FileListFormat]; valid until the next call.
  ///
  /// @param document a result of [#image]
  public BytesRef files(int document) throws IOException {
    int number = document - segment.docBase;
    BinaryDocValues values = files;
    if (values == null || values.docID() > number) { // doc values can only be read forward
      values = segment.reader().getBinaryDocValues(ImageFields.FILES);
      files = values;
    }
    if (values == null || !values.advanceExact(number)) {
      throw new IOException("a document without files");
    }
    return values.binaryValue();
  }
}
