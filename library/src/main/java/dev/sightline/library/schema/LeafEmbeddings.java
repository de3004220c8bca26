package dev.sightline.library.schema;

import dev.sightline.library.image.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;

/// The embeddings of one segment, of all models, document by document in ascending order.
public final class LeafEmbeddings {
  private final LeafReader leaf;
  private final List<Column> columns = new ArrayList<>();

  /// The vectors of one model.
  private record Column(
      String model, FloatVectorValues vectors, KnnVectorValues.DocIndexIterator each) {}

  /// Opens the vector fields of a segment.
  ///
  /// @throws IOException if the index cannot be read
  public LeafEmbeddings(LeafReader leaf) throws IOException {
    this.leaf = leaf;
    for (FieldInfo field : leaf.getFieldInfos()) {
      if (field.hasVectorValues() && field.name.startsWith(ImageFields.EMBEDDING_OF)) {
        FloatVectorValues vectors = leaf.getFloatVectorValues(field.name);
        columns.add(
            new Column(
                field.name.substring(ImageFields.EMBEDDING_OF.length()),
                vectors,
                vectors.iterator()));
      }
    }
  }

  /// The embeddings of a document.
  ///
  /// @param document not smaller than in the previous call
  /// @return embeddings by image fingerprint; empty when there are none
  public Map<String, Embedding> of(int document) throws IOException {
    var embeddings = new HashMap<String, Embedding>();
    for (Column column : columns) {
      if (column.each.docID() < document) {
        column.each.advance(document);
      }
      if (column.each.docID() == document) {
        float[] vector = column.vectors.vectorValue(column.each.index());
        embeddings.put(column.model, new Embedding(vector, pixels(column.model, document)));
      }
    }
    return embeddings;
  }

  private String pixels(String model, int document) throws IOException {
    String field = ImageFields.pixels(model);
    Document stored = leaf.storedFields().document(document, Set.of(field));
    String pixels = stored.get(field);
    return pixels == null ? "" : pixels;
  }
}
