package dev.sightline.searcher;

import dev.sightline.models.ClipModel;
import dev.sightline.searcher.Tags.TagSet;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Tags the images of a library with the labels of its sets, once a commit. Nothing is embedded
/// again but the labels, and those once. Safe for concurrent use.
final class LibraryLabels {
  private final ClipModel model;
  private final Retriever library;
  private final LabelShelf shelf;
  private @Nullable Made last;

  LibraryLabels(ClipModel model, Retriever library, LabelShelf shelf) {
    this.model = model;
    this.library = library;
    this.shelf = shelf;
  }

  private record Made(long commitToken, long version, CompletableFuture<Tags> tags) {}

  /// The tags of the newest commit; waits until they are made.
  Tags tags() {
    try {
      return making().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// The tags, if they are made; else they are being made from now on.
  Optional<Tags> tagsIfMade() {
    CompletableFuture<Tags> making = making();
    return making.isDone() && !making.isCompletedExceptionally()
        ? Optional.of(making.join())
        : Optional.empty();
  }

  /// Changes when label sets change, and when the tags of another commit have been made.
  synchronized long version() {
    Made made = last;
    long ofTags =
        made == null || !made.tags().isDone() ? 0 : 31 * made.commitToken() + made.version();
    return 31 * shelf.version() + ofTags;
  }

  /// Tells the built-in labels apart.
  ZeroShotClassifier everyday() {
    return shelf.classifier(model, LabelSet.everyday(), PromptTemplates.PHOTO);
  }

  private synchronized CompletableFuture<Tags> making() {
    long token = library.commitToken();
    long version = shelf.version();
    Made made = last;
    if (made == null
        || made.commitToken() != token
        || made.version() != version
        || made.tags().isCompletedExceptionally()) {
      var tags = new CompletableFuture<Tags>();
      made = new Made(token, version, tags);
      last = made;
      Thread.ofVirtual().name("tags").start(() -> complete(tags));
    }
    return made.tags();
  }

  private void complete(CompletableFuture<Tags> tags) {
    try {
      tags.complete(make());
    } catch (RuntimeException | Error e) {
      tags.completeExceptionally(e);
    }
  }

  private Tags make() {
    List<LabelSet> sets = shelf.sets();
    ZeroShotClassifier background = everyday();
    var ready = new ArrayList<TagSet>();
    for (LabelSet set : sets.subList(0, sets.size() - 1)) {
      ZeroShotClassifier own = shelf.classifier(model, set, PromptTemplates.PHOTO);
      ready.add(new TagSet(set.names(), together(own, background)));
    }
    ready.add(new TagSet(background.labels().names(), background.embeddings()));
    return Tags.of(library, ready, new TagRule(model.description().logitScale()));
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
