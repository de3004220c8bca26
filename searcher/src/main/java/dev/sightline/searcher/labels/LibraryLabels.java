package dev.sightline.searcher.labels;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.labels.AssignedLabels.TagSet;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Tags the images of a library with the labels of its sets, once a commit. Nothing is embedded
/// again but the labels, and those once. Safe for concurrent use.
///
/// Whoever asks first makes the tags, in its own thread: a thread of our own might still use the
/// model when its owner closes it, and ONNX Runtime does not survive that.
public final class LibraryLabels {
  private final ClipModel model;
  private final Retriever library;
  private final LabelSetStore shelf;
  private final Cache<Key, Watched<AssignedLabels>> made =
      Caffeine.newBuilder().maximumSize(1).build();

  public LibraryLabels(ClipModel model, Retriever library, LabelSetStore shelf) {
    this.model = model;
    this.library = library;
    this.shelf = shelf;
  }

  private record Key(long commitToken, long version) {}

  /// The tags of the newest commit; others who ask while they are made wait for them.
  public AssignedLabels tags() {
    return made.get(
            new Key(library.commitToken(), shelf.version()), _ -> PartialAnswers.watch(this::make))
        .passedOn();
  }

  /// Refuses a label where there are too many images to tag them.
  ///
  /// @throws dev.sightline.searcher.query.QueryException if the library sets a bound below its size
  void requireVisits(String name) {
    library.requireVisits("label:" + name);
  }

  /// Whether images can be tagged at all: not where there are too many.
  public boolean canTag() {
    return library.size() <= library.visitable();
  }

  /// Tells the built-in labels apart.
  public ZeroShotClassifier everyday() {
    return shelf.classifier(model, LabelSet.everyday(), PromptTemplates.PHOTO);
  }

  private AssignedLabels make() {
    List<LabelSet> sets = shelf.sets();
    ZeroShotClassifier background = everyday();
    var ready = new ArrayList<TagSet>();
    for (LabelSet set : sets.subList(0, sets.size() - 1)) {
      ZeroShotClassifier own = shelf.classifier(model, set, PromptTemplates.PHOTO);
      ready.add(new TagSet(set.names(), together(own, background)));
    }
    ready.add(new TagSet(background.labels().names(), background.embeddings()));
    return AssignedLabels.of(library, ready, new LabelRule(model.description().logitScale()));
  }

  /// The embeddings of a set, then those of the built-in labels that it does not have itself.
  private static float[][] together(ZeroShotClassifier own, ZeroShotClassifier background) {
    var names = new HashSet<String>();
    own.labels().labels().stream()
        .flatMap(it -> it.names().stream())
        .forEach(it -> names.add(it.toLowerCase(Locale.ROOT)));
    var embeddings = new ArrayList<>(Arrays.asList(own.embeddings()));
    float[][] others = background.embeddings();
    for (int i = 0; i < others.length; i++) {
      Label label = background.labels().labels().get(i);
      if (label.names().stream().noneMatch(it -> names.contains(it.toLowerCase(Locale.ROOT)))) {
        embeddings.add(others[i]);
      }
    }
    return embeddings.toArray(float[][]::new);
  }
}
