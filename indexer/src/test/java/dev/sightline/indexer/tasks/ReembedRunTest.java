package dev.sightline.indexer.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.DropModels;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReembedRunTest {
  private static final ClipModel OTHER =
      ClipModel.open(
          Project.root().resolve("models/src/test/fixtures/hf-clip"), ModelOptions.DEFAULT);

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void indexSomePhotos() throws IOException {
    folder = new PhotoFolder(temporary);
    for (int i = 1; i <= 5; i++) {
      folder.write(i + ".png", PhotoFolder.image(i));
    }
    folder.index();
  }

  private ReembedRun.Outcome reembed(IndexProgress progress) {
    return new ReembedRun(
            OTHER,
            ImageDecoder.create(DecodeLimits.DEFAULT),
            DecodeLimits.DEFAULT,
            PhotoFolder.settings())
        .run(folder.library(), progress);
  }

  private LibraryState state() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.state();
    }
  }

  private Map<Path, List<Float>> vectors(String fingerprint) {
    var vectors = new TreeMap<Path, List<Float>>();
    try (var reader = LibraryReader.open(folder.library())) {
      reader.forEach(
          stored ->
              stored
                  .embedding(fingerprint)
                  .ifPresent(it -> vectors.put(stored.image().path(), list(it.vector()))));
    }
    return vectors;
  }

  private static List<Float> list(float[] vector) {
    var list = new ArrayList<Float>();
    for (float number : vector) {
      list.add(number);
    }
    return list;
  }

  /// The vectors of a library that was made with the other model from the start.
  private Map<Path, List<Float>> fresh() {
    Path library = temporary.resolve("fresh");
    new Indexer(
            OTHER,
            ImageDecoder.create(DecodeLimits.DEFAULT),
            DecodeLimits.DEFAULT,
            PhotoFolder.settings())
        .run(
            library,
            List.of(new dev.sightline.library.LibraryRoot(folder.photos(), List.of())),
            new IndexProgress());
    var vectors = new TreeMap<Path, List<Float>>();
    try (var reader = LibraryReader.open(library)) {
      reader.forEach(stored -> vectors.put(stored.image().path(), list(stored.vector())));
    }
    return vectors;
  }

  private static String fingerprint() {
    return OTHER.fingerprint().image();
  }

  @Test
  void a_library_that_was_switched_holds_what_indexing_with_the_other_model_gives() {
    LibraryModel before = state().model();

    ReembedRun.Outcome outcome = reembed(new IndexProgress());

    assertThat(outcome.switched()).isTrue();
    assertThat(outcome.embedded()).isEqualTo(5);
    assertThat(outcome.left()).isEmpty();
    assertThat(state().model().imageFingerprint()).isEqualTo(fingerprint());
    assertThat(state().otherModels()).containsExactly(before);
    assertThat(vectors(fingerprint())).isEqualTo(fresh());
    assertThat(vectors(before.imageFingerprint())).hasSize(5);
  }

  @Test
  void it_is_asked_with_the_old_model_until_all_is_done_and_goes_on_where_it_was()
      throws IOException {
    String old = state().model().imageFingerprint();
    Path away = temporary.resolve("away.png");
    Files.move(folder.photos().resolve("3.png"), away);

    ReembedRun.Outcome first = reembed(new IndexProgress());
    String meanwhile = state().model().imageFingerprint();
    int filled = vectors(fingerprint()).size();
    Files.move(away, folder.photos().resolve("3.png"));
    ReembedRun.Outcome second = reembed(new IndexProgress());

    assertThat(first.switched()).isFalse();
    assertThat(first.left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.path()).isEqualTo(folder.photos().resolve("3.png"));
              assertThat(left.reason()).isEqualTo("MISSING");
            });
    assertThat(meanwhile).isEqualTo(old);
    assertThat(filled).isEqualTo(4);
    assertThat(second.embedded()).isEqualTo(1);
    assertThat(second.switched()).isTrue();
    assertThat(vectors(fingerprint())).isEqualTo(fresh());
  }

  @Test
  void a_run_that_is_stopped_at_once_changes_nothing_that_is_seen() {
    LibraryModel before = state().model();
    var stopped = new IndexProgress();
    stopped.stop();

    ReembedRun.Outcome outcome = reembed(stopped);

    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.switched()).isFalse();
    assertThat(state().model()).isEqualTo(before);
    assertThat(vectors(before.imageFingerprint())).hasSize(5);
  }

  @Test
  void a_photo_that_has_changed_since_is_left_for_an_index_run() throws IOException {
    folder.write("2.png", PhotoFolder.image(99));

    ReembedRun.Outcome outcome = reembed(new IndexProgress());

    assertThat(outcome.left()).singleElement().extracting(SkippedFile::reason).isEqualTo("CHANGED");
    folder.index();
    assertThat(reembed(new IndexProgress()).switched()).isTrue();
  }

  @Test
  void an_index_run_in_between_keeps_both_vectors_of_what_it_moves() throws IOException {
    Files.delete(folder.photos().resolve("5.png"));
    reembed(new IndexProgress());
    Files.move(folder.photos().resolve("1.png"), folder.photos().resolve("moved.png"));
    folder.index();

    ReembedRun.Outcome outcome = reembed(new IndexProgress());

    assertThat(outcome.embedded()).isZero();
    assertThat(outcome.switched()).isTrue();
  }

  @Test
  void switching_back_embeds_nothing_until_the_old_vectors_are_dropped() {
    String old = state().model().imageFingerprint();
    reembed(new IndexProgress());
    int dropped = DropModels.drop(folder.library());

    assertThat(dropped).isEqualTo(5);
    assertThat(state().models())
        .singleElement()
        .extracting(LibraryModel::imageFingerprint)
        .isEqualTo(fingerprint());
    assertThat(vectors(old)).isEmpty();
    assertThat(vectors(fingerprint())).isEqualTo(fresh());
    assertThat(DropModels.drop(folder.library())).isZero();
  }

  @Test
  void a_second_run_with_the_same_model_does_nothing() {
    reembed(new IndexProgress());

    ReembedRun.Outcome again = reembed(new IndexProgress());

    assertThat(again.embedded()).isZero();
    assertThat(again.switched()).isTrue();
    assertThat(state().otherModels()).hasSize(1);
  }

  @Test
  void who_asks_for_the_old_model_still_gets_its_vectors() {
    String old = state().model().imageFingerprint();
    try (var reader = LibraryReader.open(folder.library())) {
      String id = reader.imageAt(folder.photos().resolve("1.png")).orElseThrow().id();
      float[] before = reader.stored(id).orElseThrow().vector();
      reembed(new IndexProgress());
      reader.refresh();

      assertThat(reader.stored(id, old).map(StoredVector::vector)).hasValue(before);
      assertThat(reader.stored(id).orElseThrow().vector().length)
          .isEqualTo(OTHER.imageEncoder().dimension());
    }
  }
}
