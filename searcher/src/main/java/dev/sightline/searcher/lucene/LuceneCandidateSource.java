package dev.sightline.searcher.lucene;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.duplicates.CandidateSource;
import dev.sightline.searcher.duplicates.DuplicateCandidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/// The images of one commit, for finding duplicates among them. Vectors stay on disk: of a hundred
/// thousand they would fill the heap, and few are asked for.
///
/// A picture's number is that of its Lucene document. For use by one thread.
final class LuceneCandidateSource implements CandidateSource {
  private static final int NONE = -1;

  private final IndexSearcher searcher;
  private final List<LeafReaderContext> leaves;
  private final Map<Integer, FloatVectorValues> vectors = new HashMap<>(); // by segment

  /// By document, the number of its vector in its segment, or [#NONE].
  private final int[] ordinals;

  private final List<DuplicateCandidate> pictures = new ArrayList<>();

  /// @param searcher must stay open as long as this is used
  /// @param embedding the field of the vectors
  LuceneCandidateSource(IndexSearcher searcher, String embedding) throws IOException {
    this.searcher = searcher;
    this.leaves = searcher.getIndexReader().leaves();
    this.ordinals = new int[searcher.getIndexReader().maxDoc()];
    Arrays.fill(ordinals, NONE);
    for (LeafReaderContext leaf : leaves) {
      FloatVectorValues ofLeaf = leaf.reader().getFloatVectorValues(embedding);
      addPictures(leaf);
      if (ofLeaf != null) {
        vectors.put(leaf.ord, ofLeaf);
        KnnVectorValues.DocIndexIterator each = ofLeaf.iterator();
        while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          ordinals[leaf.docBase + each.docID()] = each.index();
        }
      }
    }
  }

  private void addPictures(LeafReaderContext leaf) throws IOException {
    DocIdSetIterator images = leaf.reader().getNumericDocValues(FilterFields.TIME);
    if (images == null) {
      return; // nothing but files that were set aside
    }
    Bits live = leaf.reader().getLiveDocs();
    while (images.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(images.docID())) {
        int document = leaf.docBase + images.docID();
        pictures.add(DuplicateCandidate.of(document, LibraryReader.image(searcher, document)));
      }
    }
  }

  @Override
  public List<DuplicateCandidate> pictures() {
    return pictures;
  }

  @Override
  public double cosine(DuplicateCandidate one, DuplicateCandidate other) {
    if (ordinals[one.number()] == NONE || ordinals[other.number()] == NONE) {
      return -1;
    }
    try {
      float[] first = vector(one).clone(); // the next call writes to the same array
      return Vectors.dot(first, vector(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private float[] vector(DuplicateCandidate picture) throws IOException {
    FloatVectorValues ofLeaf = vectors.get(ReaderUtil.subIndex(picture.number(), leaves));
    if (ofLeaf == null) {
      throw new IOException("a vector without its segment");
    }
    return ofLeaf.vectorValue(ordinals[picture.number()]);
  }

  @Override
  public IndexedImage image(DuplicateCandidate picture) {
    try {
      return LibraryReader.image(searcher, picture.number());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
