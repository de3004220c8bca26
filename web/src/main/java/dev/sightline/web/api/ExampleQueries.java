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

/// Example queries that find something in the library: the labels of the everyday vocabulary that
/// its newest photos show, the most frequent first. The vocabulary is embedded once for each model,
/// which takes seconds with a large one. Safe for concurrent use.
final class ExampleQueries {
  /// Number of examples that are offered.
  static final int OFFERED = 4;

  private static final int SAMPLE = 300;

  /// Number of candidate labels that are tried.
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

  /// How often a label occurs.
  ///
  /// @param label the label
  /// @param photos expected number of photos that show it
  /// @param best the photo that shows it most likely
  private record Seen(Label label, double photos, String best) {}

  /// At most [#OFFERED] examples, from different groups of the vocabulary where there are enough
  /// groups.
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
