package dev.sightline.web.concepts;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.labels.Concept;
import dev.sightline.searcher.labels.LibraryConcepts;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.security.CallerView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the JSON of a concept: that of the command line, with addresses of images.
///
/// @param paths whether the caller may see file paths
record ConceptView(LibraryConcepts concepts, SearchedLibrary library, boolean paths) {
  /// Number of images whose label is asked for.
  private static final int DOUBTFUL = 5;

  /// @param concept fitted for the model in use
  Map<String, Object> describe(Concept concept) {
    var described = new LinkedHashMap<String, Object>();
    described.put("name", concept.name());
    described.put("clause", concept.clause());
    described.put("yes", concept.yes().stream().map(this::example).toList());
    described.put("no", concept.no().stream().map(this::example).toList());
    described.put("images", concepts.count(concept.name()));
    described.put("doubtful", doubtful(concept.name()));
    return described;
  }

  /// Describes an example. An example may have left the library, or may never have been in it when
  /// it was taught on the command line; then it has no image.
  private Map<String, Object> example(Concept.Example example) {
    Optional<IndexedImage> image = library.image(example.id());
    if (image.isPresent()) {
      return photo(image.get());
    }
    return paths ? Map.of("path", example.path()) : Map.of();
  }

  private List<Map<String, Object>> doubtful(String name) {
    return concepts.doubtful(name, DOUBTFUL).stream()
        .flatMap(id -> library.image(id).stream())
        .map(this::photo)
        .toList();
  }

  private Map<String, Object> photo(IndexedImage image) {
    var described = new LinkedHashMap<String, Object>();
    described.put("id", image.id());
    if (paths) {
      described.put("path", image.path().toString());
    }
    described.put("thumbnail", CallerView.addressOf(image.id()) + "/thumbnail");
    return described;
  }
}
