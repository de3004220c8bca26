package dev.sightline.searcher.duplicates;

import dev.sightline.library.IndexedImage;
import java.util.List;

/// Where pictures come from: one commit of a library.
public interface PictureSource {
  /// All of them, in any order.
  List<Picture> pictures();

  /// The cosine of the embeddings of two of the pictures; -1 when one has none.
  double cosine(Picture one, Picture other);

  /// The image of one of the pictures.
  IndexedImage image(Picture picture);
}
