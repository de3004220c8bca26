package dev.sightline.cluster.query;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.duplicates.CandidateSource;
import dev.sightline.searcher.duplicates.DuplicateCandidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The images of a collection, for finding duplicates among them. What decides is brought here for
/// all; vectors only of those that are nearly the same. For use by one thread.
final class ClusterCandidateSource implements CandidateSource {
  private final ClusterRetriever library;
  private final List<DuplicateCandidate> pictures = new ArrayList<>();
  private final Map<String, float[]> vectors = new HashMap<>();

  ClusterCandidateSource(ClusterRetriever library, CollectionCursor cursor) {
    this.library = library;
    cursor.forEachPart(
        new CollectionQuery(),
        List.of(CollectionFields.RECORD),
        part ->
            part.forEach(
                it ->
                    pictures.add(
                        DuplicateCandidate.of(pictures.size(), CollectionDocuments.image(it)))));
  }

  @Override
  public List<DuplicateCandidate> pictures() {
    return pictures;
  }

  @Override
  public double cosine(DuplicateCandidate one, DuplicateCandidate other) {
    float[] first = vector(one.id());
    float[] second = vector(other.id());
    if (first.length != second.length || first.length == 0) {
      return -1;
    }
    return Vectors.dot(first, second);
  }

  private float[] vector(String id) {
    return vectors.computeIfAbsent(
        id, it -> library.vectors(List.of(it)).getOrDefault(it, new float[0]));
  }

  @Override
  public IndexedImage image(DuplicateCandidate picture) {
    return library
        .image(picture.id())
        .orElseThrow(() -> new IllegalStateException("gone meanwhile: " + picture.id()));
  }
}
