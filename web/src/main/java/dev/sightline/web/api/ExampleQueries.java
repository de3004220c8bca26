package dev.sightline.web.api;

import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Queries that are certain to find something: what the newest photos of a library show, told by
/// the everyday vocabulary, the most frequent first. Made once a model: to embed the vocabulary
/// takes seconds with a large one, where the library may not keep it. Safe for concurrent use.
final class ExampleQueries {
  /// How many are offered.
  static final int OFFERED = 4;

  private static final int SAMPLE = 300;

  /// Each is asked for, until there are enough that find something for certain.
  private static final int CANDIDATES = 40;

  private final Searcher searcher;
  private final ZeroShotClassifier classifier;

  ExampleQueries(Searcher searcher) {
    this.searcher = searcher;
    this.classifier = searcher.everyday();
  }

  Searcher searcher() {
    return searcher;
  }

  /// What a label is seen in.
  ///
  /// @param label it
  /// @param photos how many photos are expected to show it
  /// @param best the photo that shows it most likely
  private record Seen(Label label, double photos, String best) {}

  /// At most [#OFFERED], each of another group of the vocabulary where there are enough.
  List<String> find() {
    List<Label> certain =
        seen().stream()
            .sorted(Comparator.comparingDouble(Seen::photos).reversed())
            .limit(CANDIDATES)
            .filter(this::isFound)
            .map(Seen::label)
            .toList();
    return varied(certain);
  }

  private List<Seen> seen() {
    Retriever library = searcher.library();
    List<Label> labels = classifier.labels().labels();
    var photos = new double[labels.size()];
    var likeliest = new double[labels.size()];
    var best = new String[labels.size()];
    for (String id : library.listed(List.of(), Query.SortOrder.NEWEST, SAMPLE).ids()) {
      Optional<StoredVector> stored = library.stored(id);
      double[] probabilities =
          stored.map(it -> classifier.probabilities(it.vector())).orElse(new double[0]);
      for (int i = 0; i < probabilities.length; i++) {
        photos[i] += probabilities[i];
        if (probabilities[i] > likeliest[i]) {
          likeliest[i] = probabilities[i];
          best[i] = id;
        }
      }
    }
    return IntStream.range(0, labels.size())
        .filter(i -> likeliest[i] > 0)
        .mapToObj(i -> new Seen(labels.get(i), photos[i], best[i]))
        .toList();
  }

  private boolean isFound(Seen seen) {
    var request = SearchRequest.remote(seen.label().name(), 1);
    return searcher.standing(request, seen.best()).matches();
  }

  private static List<String> varied(List<Label> labels) {
    var groups = new HashSet<String>();
    var first = new ArrayList<String>();
    var rest = new ArrayList<String>();
    for (Label label : labels) {
      (groups.add(label.group()) ? first : rest).add(label.name());
    }
    first.addAll(rest);
    return List.copyOf(first.subList(0, Math.min(OFFERED, first.size())));
  }
}
