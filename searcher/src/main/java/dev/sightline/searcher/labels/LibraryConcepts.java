package dev.sightline.searcher.labels;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.confidence.Calibration;
import dev.sightline.searcher.labels.Concept.Example;
import dev.sightline.searcher.query.ImageSet;
import dev.sightline.searcher.query.NearestWord;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Learns concepts and tells which images of a library have them. A concept belongs to the model
/// it was fitted for; when the library goes over to another, it is fitted anew to those of its
/// examples that are in the library. Safe for concurrent use.
public final class LibraryConcepts {
  private static final int RESULTS_KEPT = 50;

  private final ClipModel model;
  private final Retriever library;
  private final ConceptStore shelf;
  private final boolean readOnly;
  private final Cache<Key, Watched<ImageSet>> known =
      Caffeine.newBuilder().maximumSize(RESULTS_KEPT).build();

  public LibraryConcepts(ClipModel model, Retriever library, ConceptStore shelf, boolean readOnly) {
    this.model = model;
    this.library = library;
    this.shelf = shelf;
    this.readOnly = readOnly;
  }

  private record Key(String name, long version, long commitToken) {}

  /// Where the concepts are kept.
  public ConceptStore shelf() {
    return shelf;
  }

  /// An image of the library as an example; empty when it is not there.
  ///
  /// @param id of the image
  public Optional<ConceptSample> sample(String id) {
    return library
        .stored(id)
        .map(it -> new ConceptSample(new Example(id, it.image().path().toString()), it.vector()));
  }

  /// Learns a concept, or more about one that is there: new examples are added to the old, and an
  /// image that was on the other side changes over.
  ///
  /// @throws QueryException if the name cannot be kept, there is no example of it at all, or the
  ///     library has too many images to be compared with it
  /// @throws IOException if it cannot be kept
  public synchronized Concept add(String name, List<ConceptSample> yes, List<ConceptSample> no)
      throws IOException {
    ConceptStore.requireFits(name);
    library.requireVisits("concept:" + name);
    Optional<Concept> before = shelf.find(name);
    var allYes = merged(before.map(Concept::yes).orElse(List.of()), yes, no);
    var allNo = merged(before.map(Concept::no).orElse(List.of()), no, yes);
    if (allYes.isEmpty()) {
      throw new QueryException(
          0, "The concept '%s' needs an example: name one with --yes.".formatted(name));
    }
    var concept =
        new Concept(
            name.strip(),
            allYes.stream().map(ConceptSample::example).toList(),
            allNo.stream().map(ConceptSample::example).toList(),
            Optional.empty());
    Concept fitted = concept.with(fit(name, allYes, allNo));
    shelf.save(fitted);
    return fitted;
  }

  /// The old examples that are still in the library, and the new ones, each once.
  private List<ConceptSample> merged(
      List<Example> old, List<ConceptSample> added, List<ConceptSample> opposite) {
    var byId = new LinkedHashMap<String, ConceptSample>();
    Stream.concat(old.stream().flatMap(it -> sample(it.id()).stream()), added.stream())
        .forEach(it -> byId.put(it.example().id(), it));
    opposite.forEach(it -> byId.remove(it.example().id()));
    return List.copyOf(byId.values());
  }

  private ConceptClassifier fit(String name, List<ConceptSample> yes, List<ConceptSample> no) {
    var given = new HashSet<String>();
    Stream.concat(yes.stream(), no.stream()).forEach(it -> given.add(it.example().id()));
    return ConceptFit.fit(
        model.fingerprint().image(),
        model.description().logitScale(),
        model.textEncoder().encode("a photo of a " + name.strip()),
        yes.stream().map(ConceptSample::vector).toList(),
        no.stream().map(ConceptSample::vector).toList(),
        background(name, given));
  }

  /// Photos of the library that were not given, drawn at random, the same at each time; neutral
  /// photos of the model besides where there are few.
  private List<float[]> background(String name, Set<String> given) {
    var random = new Random(name.hashCode());
    var drawn = new ArrayList<float[]>();
    int[] seen = new int[1];
    library.forEachVector(
        (ids, vectors) -> {
          for (int i = 0; i < ids.size(); i++) {
            if (given.contains(ids.get(i))) {
              continue;
            }
            seen[0]++;
            if (drawn.size() < ConceptFit.BACKGROUND) {
              drawn.add(vectors.get(i));
            } else if (random.nextInt(seen[0]) < ConceptFit.BACKGROUND) {
              drawn.set(random.nextInt(ConceptFit.BACKGROUND), vectors.get(i));
            }
          }
        });
    Calibration.of(model, library.state().model().dimension())
        .calibration()
        .ifPresent(
            it -> {
              for (int row = 0; row < it.bank().size(); row++) {
                if (drawn.size() < ConceptFit.BACKGROUND) {
                  drawn.add(it.bank().row(row));
                }
              }
            });
    return List.copyOf(drawn);
  }

  /// A concept with a classifier for the model in use.
  ///
  /// @throws QueryException if there is none of this name, or no example of it is here
  public Concept fitted(String name) {
    Concept concept = shelf.find(name).orElseThrow(() -> missing(name));
    String fingerprint = model.fingerprint().image();
    if (concept.fitted().filter(it -> it.model().equals(fingerprint)).isPresent()) {
      return concept;
    }
    List<ConceptSample> yes = merged(concept.yes(), List.of(), List.of());
    if (yes.isEmpty()) {
      throw new QueryException(
          0,
          "None of the examples of concept '%s' is in this library, so that it cannot be learned for model %s: add some with sightline concept add."
              .formatted(concept.name(), model.name()));
    }
    List<ConceptSample> no = merged(concept.no(), List.of(), List.of());
    Concept again = concept.with(fit(concept.name(), yes, no));
    if (!readOnly) {
      try {
        shelf.save(again);
      } catch (IOException e) {
        throw new UncheckedIOException("keeping concept " + name, e);
      }
    }
    return again;
  }

  private QueryException missing(String name) {
    List<String> names = shelf.names();
    String nearest =
        names.isEmpty() ? "" : " Did you mean '%s'?".formatted(NearestWord.of(name, names));
    return new QueryException(
        0,
        "There is no concept '%s' in this library.%s Make it with: sightline concept add NAME --yes FILE…"
            .formatted(name, nearest));
  }

  /// The images that have a concept.
  ///
  /// @throws QueryException if there is none of this name
  ImageSet imagesOf(String name) {
    String folded = FilterFields.folded(name.strip());
    var key = new Key(folded, shelf.version(name), library.commitToken());
    return known.get(key, _ -> PartialAnswers.watch(() -> having(name))).passedOn();
  }

  private ImageSet having(String name) {
    library.requireVisits("concept:" + name);
    return new ImageSet(
        judged(fitted(name)).stream()
            .filter(it -> it.cosine() >= ConceptClassifier.CUT)
            .map(Neighbour::id)
            .toList());
  }

  /// How many images have a concept.
  ///
  /// @throws QueryException if there is none of this name
  public int count(String name) {
    return imagesOf(name).ids().size();
  }

  /// The images that it would help most to know of: those the classifier is least sure about.
  ///
  /// @param limit the most
  /// @return ids, the most doubtful first; none that were given already
  /// @throws QueryException if there is none of this name
  public List<String> doubtful(String name, int limit) {
    Concept concept = fitted(name);
    var given = new HashSet<String>();
    Stream.concat(concept.yes().stream(), concept.no().stream()).forEach(it -> given.add(it.id()));
    return judged(concept).stream()
        .filter(it -> !given.contains(it.id()))
        .sorted(Comparator.comparingDouble(it -> Math.abs(it.cosine() - ConceptClassifier.CUT)))
        .limit(limit)
        .map(Neighbour::id)
        .toList();
  }

  /// Every image with the probability that it has a concept, in the place of a cosine.
  private List<Neighbour> judged(Concept concept) {
    ConceptClassifier classifier = concept.fitted().orElseThrow();
    var judged = new ArrayList<Neighbour>();
    library.forEachVector(
        (ids, vectors) -> {
          for (int i = 0; i < ids.size(); i++) {
            judged.add(new Neighbour(ids.get(i), classifier.probability(vectors.get(i))));
          }
        });
    return judged;
  }
}
