package dev.sightline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.tasks.ReembedRun;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.DropModels;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library that is switched to another model while it is served.
class LiveSearcherTest {
  private static final Path PROJECT = Project.root();
  private static final IndexSettings SETTINGS = IndexSettings.usual("test");

  @TempDir private Path folder;
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final Deque<Runnable> loading = new ConcurrentLinkedDeque<>();
  private final List<String> news = new ArrayList<>();
  private ClipModel tiny;
  private ClipModel other;
  private LibraryReader reader;

  @BeforeEach
  void index() {
    tiny = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
    other =
        ClipModel.open(PROJECT.resolve("models/src/test/fixtures/hf-clip"), ModelOptions.DEFAULT);
    var photos = new LibraryRoot(PROJECT.resolve("sample-data/home"), List.of());
    new Indexer(tiny, decoder, DecodeLimits.DEFAULT, SETTINGS)
        .run(folder, List.of(photos), new IndexProgress());
    reader = LibraryReader.open(folder);
  }

  @AfterEach
  void close() {
    reader.close();
    tiny.close();
    other.close();
  }

  private LiveSearcher live(Function<LibraryModel, ClipModel> opening) {
    var first = Searcher.of(tiny, new LuceneLibrary(reader), decoder);
    return new LiveSearcher(
        first, new LuceneLibrary(reader), decoder, opening, loading::add, news::add);
  }

  private void switchToOther() {
    new ReembedRun(other, decoder, DecodeLimits.DEFAULT, SETTINGS).run(folder, new IndexProgress());
    reader.refresh();
  }

  private static Answer ask(LiveSearcher live) {
    return live.get().search(SearchRequest.remote("a cup of coffee min:0", 100));
  }

  @Test
  void questions_are_answered_with_the_old_model_until_the_new_one_is_loaded() {
    try (var live =
        live(
            wanted -> {
              assertThat(wanted.imageFingerprint()).isEqualTo(other.fingerprint().image());
              return ClipModel.open(other.description().folder(), ModelOptions.DEFAULT);
            })) {
      Answer before = ask(live);
      switchToOther();
      Answer meanwhile = ask(live);
      ask(live);
      loading.remove().run();
      Answer after = ask(live);

      assertThat(meanwhile.model()).isEqualTo("sightline-tiny");
      assertThat(meanwhile.hits()).isEqualTo(before.hits());
      assertThat(loading).as("it is loaded once").isEmpty();
      assertThat(after.model()).isEqualTo(other.name());
      assertThat(after.hits()).hasSameSizeAs(before.hits());
      assertThat(news).containsExactly("The library is searched with hf-clip now.");
    }
  }

  @Test
  void a_question_waits_for_the_new_model_where_the_old_vectors_are_dropped() throws Exception {
    try (var live = live(_ -> ClipModel.open(other.description().folder(), ModelOptions.DEFAULT))) {
      switchToOther();
      DropModels.drop(folder);
      reader.refresh();
      var answer = CompletableFuture.supplyAsync(() -> ask(live));
      while (loading.isEmpty()) {
        Thread.onSpinWait();
      }
      loading.remove().run();

      assertThat(answer.get().model()).isEqualTo(other.name());
      assertThat(answer.get().hits()).isNotEmpty();
    }
  }

  @Test
  void a_model_that_is_not_here_leaves_the_old_one_in_charge_and_says_so() {
    try (var live =
        live(
            _ -> {
              throw new IllegalStateException("It is not on this machine.");
            })) {
      switchToOther();
      ask(live);
      loading.remove().run();

      assertThat(ask(live).model()).isEqualTo("sightline-tiny");
      assertThat(loading).isEmpty();
      assertThat(news)
          .containsExactly(
              "The library was switched to model 'hf-clip', which cannot be used: It is not on this"
                  + " machine. Questions are answered with the old one.");
    }
  }
}
