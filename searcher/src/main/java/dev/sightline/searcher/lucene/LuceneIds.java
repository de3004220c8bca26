package dev.sightline.searcher.lucene;

import dev.sightline.library.schema.ImageFields;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/// Reads the ids of many documents, without reading the documents.
final class LuceneIds {
  private LuceneIds() {}

  /// @param documents images, in whatever order
  /// @return their ids in the same order
  static String[] of(IndexSearcher searcher, int[] documents) throws IOException {
    var leaves = searcher.getIndexReader().leaves();
    var ids = new String[documents.length];
    BinaryDocValues values = DocValues.emptyBinary();
    int base = 0;
    int end = 0;
    for (int at : inOrderOfDocument(documents)) { // doc values are only read forwards
      int document = documents[at];
      if (document >= end) {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        values = DocValues.getBinary(leaf.reader(), ImageFields.ID);
        base = leaf.docBase;
        end = base + leaf.reader().maxDoc();
      }
      if (!values.advanceExact(document - base)) {
        throw new IOException("an image without an id");
      }
      ids[at] = values.binaryValue().utf8ToString();
    }
    return ids;
  }

  /// The same for what a search found.
  static String[] of(IndexSearcher searcher, ScoreDoc[] found) throws IOException {
    return of(searcher, IntStream.range(0, found.length).map(i -> found[i].doc).toArray());
  }

  private static int[] inOrderOfDocument(int[] documents) {
    return IntStream.range(0, documents.length)
        .mapToLong(i -> (long) documents[i] << Integer.SIZE | i)
        .sorted()
        .mapToInt(it -> (int) it)
        .toArray();
  }
}
