package dev.sightline.library;

import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's HNSW format with its limit of 1,024 dimensions raised to 4,096.
///
/// It writes under the wrapped format's own name, so that any Lucene of that version reads the
/// files: only writing checks the limit.
final class VectorFormat extends KnnVectorsFormat {
  /// Enough for every published CLIP; the largest known have 1,280.
  static final int MAX_DIMENSION = 4096;

  /// `M` of Malkov and Yashunin 2016: neighbours a node keeps on a level.
  static final int M = 16;

  /// `efConstruction`: candidates looked at while a node is linked.
  static final int EF_CONSTRUCTION = 100;

  private final KnnVectorsFormat hnsw;

  private VectorFormat(KnnVectorsFormat hnsw) {
    super(hnsw.getName());
    this.hnsw = hnsw;
  }

  /// The codec a library is written with.
  static FilterCodec codec() {
    var format = new VectorFormat(new Lucene99HnswVectorsFormat(M, EF_CONSTRUCTION));
    var perField =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        };
    var standard = new Lucene104Codec();
    return new FilterCodec(standard.getName(), standard) {
      @Override
      public KnnVectorsFormat knnVectorsFormat() {
        return perField;
      }
    };
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return hnsw.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return hnsw.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MAX_DIMENSION;
  }
}
