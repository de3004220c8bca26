package dev.sightline.library.schema;

import dev.sightline.library.VectorStorage;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// Lucene's HNSW formats with their limit of 1,024 dimensions raised to 4,096.
///
/// It writes under the name of the wrapped format, so that any Lucene of that version can read the
/// files; only writing checks the limit.
public final class VectorFormat extends KnnVectorsFormat {
  /// Enough for every published CLIP model; the largest known have 1,280.
  public static final int MAX_DIMENSION = 4096;

  /// `M` of Malkov and Yashunin 2016: maximum number of neighbours of a node per level.
  static final int M = 16;

  /// `efConstruction`: candidates considered while a node is linked.
  static final int EF_CONSTRUCTION = 100;

  private final KnnVectorsFormat hnsw;

  private VectorFormat(KnnVectorsFormat hnsw) {
    super(hnsw.getName());
    this.hnsw = hnsw;
  }

  /// Threads that build the graph of one segment during a merge.
  private static final int MERGE_WORKERS =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  /// The codec of a library.
  ///
  /// @param storage called whenever a segment is written, so that it may change
  public static FilterCodec codec(Supplier<VectorStorage> storage) {
    var full = new VectorFormat(hnsw(VectorStorage.FLOAT32));
    var bytes = new VectorFormat(hnsw(VectorStorage.INT8));
    var bits = new VectorFormat(hnsw(VectorStorage.BIT1));
    var perField =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return switch (storage.get()) {
              case FLOAT32 -> full;
              case INT8 -> bytes;
              case BIT1 -> bits;
            };
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

  private static KnnVectorsFormat hnsw(VectorStorage storage) {
    return switch (storage) {
      case FLOAT32 -> new Lucene99HnswVectorsFormat(M, EF_CONSTRUCTION, MERGE_WORKERS, null);
      case INT8 -> scalar(ScalarEncoding.SEVEN_BIT);
      case BIT1 -> scalar(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
    };
  }

  private static KnnVectorsFormat scalar(ScalarEncoding encoding) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        encoding, M, EF_CONSTRUCTION, MERGE_WORKERS, null);
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
