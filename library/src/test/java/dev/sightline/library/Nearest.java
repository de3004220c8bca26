package dev.sightline.library;

import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.ImageFields;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;

/// Asks the graph of a library for the image nearest to a vector.
final class Nearest {
  private Nearest() {}

  static ScoreDoc to(LibraryReader reader, float[] vector) {
    var query =
        new KnnFloatVectorQuery(
            ImageFields.embedding(reader.state().model().imageFingerprint()), vector, 1);
    return reader.look(searcher -> searcher.search(query, 1).scoreDocs[0]);
  }
}
