package dev.sightline.indexer;

import dev.sightline.images.Sidecar;
import dev.sightline.images.Words;
import dev.sightline.library.Annotations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/// Where to read what lies beside one file and belongs to it.
///
/// @param sidecars `.xmp` files, the one that counts most first
/// @param captions what caption files say of it
record Nearby(List<Path> sidecars, List<String> captions) {
  static final Nearby NOTHING = new Nearby(List.of(), List.of());

  Nearby {
    sidecars = List.copyOf(sidecars);
    captions = List.copyOf(captions);
  }

  /// Reads it. A sidecar that cannot be read says nothing; the others still count.
  ///
  /// @param unreadable takes such a sidecar and what is wrong with it
  Annotations read(BiConsumer<Path, String> unreadable) {
    var annotations =
        new Annotations(
            Annotations.NONE.title(),
            Annotations.NONE.description(),
            captions,
            List.of(),
            Annotations.NONE.rating());
    for (Path sidecar : sidecars) {
      try {
        annotations = annotations.or(annotations(Sidecar.read(sidecar)));
      } catch (IOException e) {
        unreadable.accept(sidecar, "the sidecar cannot be read: " + e.getMessage());
      }
    }
    return annotations;
  }

  /// What is written about a picture, as a library keeps it.
  static Annotations annotations(Words words) {
    return new Annotations(
        words.title(), words.description(), List.of(), words.keywords(), words.rating());
  }
}
