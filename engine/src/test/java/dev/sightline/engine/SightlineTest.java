package dev.sightline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.watch.WatchEvent;
import dev.sightline.indexer.watch.WatchListener;
import dev.sightline.library.LibraryException;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.retrieval.RemoteAccess;
import dev.sightline.testkit.Project;
import dev.sightline.testkit.SamplePhotos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SightlineTest {
  private static final String COW = "animals/farm/IMG_2041.jpg";

  @TempDir Path temporary;
  private Path photos;
  private SightlineOptions options;

  @BeforeEach
  void copyThreePhotos() throws Exception {
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    for (String name : List.of(COW, "animals/farm/chickens-on-the-grass.jpg")) {
      Path file = SamplePhotos.file(name);
      Files.copy(file, photos.resolve(file.getFileName()));
    }
    var models = new ModelFolders(List.of(temporary.resolve("models")), Project.bundledModel());
    options = SightlineOptions.of(temporary.resolve("library"), models);
  }

  @Test
  void what_was_indexed_is_found() {
    try (var sightline = Sightline.open(options)) {
      assertThat(sightline.state()).isEmpty();

      IndexReport report = sightline.index(photos);

      assertThat(report.added()).isEqualTo(2);
      assertThat(sightline.search("a cow in a field min:0", 2).hits())
          .extracting(hit -> hit.image().path().getFileName().toString())
          .first()
          .isEqualTo("IMG_2041.jpg");
      assertThat(sightline.state()).isPresent();
    }
  }

  @Test
  void an_open_library_shows_what_a_later_run_adds() throws Exception {
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);
      assertThat(sightline.library().size()).isEqualTo(2);
      Path horses = SamplePhotos.file("animals/farm/horses-on-the-hill.jpg");
      Files.copy(horses, photos.resolve("horses.jpg"));

      sightline.index();

      assertThat(sightline.library().size()).isEqualTo(3);
    }
  }

  @Test
  void similar_images_and_duplicates_are_found() throws Exception {
    Files.copy(SamplePhotos.file(COW), photos.resolve("same.jpg"));
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);

      assertThat(sightline.similar(SamplePhotos.file(COW), 1).hits())
          .extracting(hit -> hit.image().paths().size())
          .containsExactly(2);
      assertThat(sightline.duplicates(DuplicateRule.DEFAULT).groups()).hasSize(1);
    }
  }

  @Test
  void a_search_without_a_library_says_that_there_is_none() {
    try (var sightline = Sightline.open(options)) {
      assertThatThrownBy(() -> sightline.search("a dog", 1)).isInstanceOf(LibraryException.class);
    }
  }

  @Test
  void a_text_that_is_no_query_is_refused() {
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);

      assertThatThrownBy(() -> sightline.search("after:someday", 1))
          .isInstanceOf(QueryException.class);
    }
  }

  @Test
  void a_model_that_does_not_exist_is_named_with_those_that_do() {
    var unknown = options.withModel(Optional.of("no-such-model"));
    try (var sightline = Sightline.open(unknown)) {
      assertThatThrownBy(sightline::model)
          .isInstanceOf(UnknownModelException.class)
          .hasMessageStartingWith("There is no model 'no-such-model'");
    }
  }

  @Test
  void nothing_is_written_into_a_library_that_is_read_only() {
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);
    }
    try (var sightline = Sightline.open(options.withReadOnly(true))) {
      assertThat(sightline.library().isReadOnly()).isTrue();
    }
  }

  @Test
  void a_watch_indexes_what_is_added_to_the_folders() throws Exception {
    var events = new LinkedBlockingQueue<WatchEvent>();
    WatchListener listener = events::add;
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);
      try (var _ = sightline.watch(IndexSettings.usual(Sightline.VERSION), listener, _ -> {})) {
        assertThat(events.poll(60, TimeUnit.SECONDS)).isNotNull(); // the first run is over
        Path horses = SamplePhotos.file("animals/farm/horses-on-the-hill.jpg");
        Files.copy(horses, photos.resolve("horses.jpg"));
        while (sightline.library().size() < 3) {
          assertThat(events.poll(60, TimeUnit.SECONDS)).isNotNull();
          sightline.library().refresh();
        }
      }
      assertThat(sightline.library().imageAt(photos.resolve("horses.jpg"))).isPresent();
    }
  }

  @Test
  void a_run_can_be_stopped_and_keeps_what_it_did() {
    var progress = new IndexProgress();
    progress.stop();
    try (var sightline = Sightline.open(options)) {
      IndexReport report =
          sightline.index(
              List.of(new dev.sightline.library.LibraryRoot(photos, List.of())),
              IndexSettings.usual(Sightline.VERSION),
              progress);

      assertThat(report.complete()).isFalse();
      assertThat(sightline.index().added()).isEqualTo(2);
    }
  }

  @Test
  void an_address_is_opened_by_the_provider_that_accepts_it() {
    try (var sightline = Sightline.open(options)) {
      sightline.index(photos);
    }
    var elsewhere =
        SightlineOptions.of(
            "test:" + options.library(),
            options.models(),
            RemoteAccess.anonymous(temporary.resolve("clusters")));
    try (var sightline = Sightline.open(elsewhere)) {
      assertThat(sightline.library().size()).isEqualTo(2);
      assertThat(sightline.state()).isPresent();
      assertThat(sightline.index().unchanged()).isEqualTo(2);
    }
  }
}
