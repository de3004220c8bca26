package dev.sightline.cluster;

import dev.sightline.library.IndexedImage;
import dev.sightline.searcher.Cosine;
import dev.sightline.searcher.duplicates.Picture;
import dev.sightline.searcher.duplicates.PictureSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The images of a collection, for finding duplicates among them. What decides is brought here for
/// all; vectors only of those that are nearly the same. For use by one thread.
final class ClusterPictures implements PictureSource {
  private final ClusterRetriever library;
  private final List<Picture> pictures = new ArrayList<>();
  private final Map<String, float[]> vectors = new HashMap<>();

  ClusterPictures(ClusterRetriever library, CollectionCursor cursor) {
    this.library = library;
    cursor.forEachPart(
        new SolrQuestion(),
        List.of(CollectionFields.RECORD),
        part ->
            part.forEach(
                it -> pictures.add(Picture.of(pictures.size(), CollectionDocuments.image(it)))));
  }

  @Override
  public List<Picture> pictures() {
    return pictures;
  }

  @Override
  public double cosine(Picture one, Picture other) {
    float[] first = vector(one.id());
    float[] second = vector(other.id());
    if (first.length != second.length || first.length == 0) {
      return -1;
    }
    return Cosine.of(first, second);
  }

  private float[] vector(String id) {
    return vectors.computeIfAbsent(
        id, it -> library.vectors(List.of(it)).getOrDefault(it, new float[0]));
  }

  @Override
  public IndexedImage image(Picture picture) {
    return library
        .image(picture.id())
        .orElseThrow(() -> new IllegalStateException("gone meanwhile: " + picture.id()));
  }
}
