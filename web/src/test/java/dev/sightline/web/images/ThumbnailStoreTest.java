package dev.sightline.web.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.http.BoundedWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailStoreTest {
  private static final String PANDA = "animals/wild/giant-panda.jpg";

  @Test
  void however_many_ask_at_once_it_is_made_once(@TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, List.of(PANDA));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var decoded = new AtomicInteger();
      ThumbnailStore store = store(library, counting(library.decoder(), decoded));
      var image = library.reader().image(library.id(PANDA)).orElseThrow();
      int askers = 20;
      var together = new CyclicBarrier(askers);
      Callable<byte[]> ask =
          () -> {
            together.await();
            return store.jpeg(image, ThumbnailStore.LONG_SIDE);
          };

      var answers = threads.invokeAll(Stream.generate(() -> ask).limit(askers).toList());

      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(answers.getFirst().get());
      }
      assertThat(decoded).hasValue(1);
    }
  }

  @Test
  void the_next_program_finds_it_on_disk(@TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, List.of(PANDA))) {
      var decoded = new AtomicInteger();
      var image = library.reader().image(library.id(PANDA)).orElseThrow();

      byte[] first =
          store(library, counting(library.decoder(), decoded))
              .jpeg(image, ThumbnailStore.LONG_SIDE);
      byte[] second =
          store(library, counting(library.decoder(), decoded))
              .jpeg(image, ThumbnailStore.LONG_SIDE);

      assertThat(second).isEqualTo(first);
      assertThat(decoded).hasValue(1);
    }
  }

  @Test
  void a_library_that_cannot_be_written_to_still_has_thumbnails(@TempDir Path folder)
      throws Exception {
    try (var library = SampleLibrary.of(folder, List.of(PANDA))) {
      Files.writeString(library.reader().thumbnailFolder(), "a file where a folder should be");
      var image = library.reader().image(library.id(PANDA)).orElseThrow();

      assertThat(store(library, library.decoder()).jpeg(image, ThumbnailStore.LONG_SIDE))
          .isNotEmpty();
    }
  }

  @Test
  void of_a_photo_that_is_not_here_the_stored_thumbnail_stands_for_a_larger_one(
      @TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, List.of(PANDA))) {
      var image = library.reader().image(library.id(PANDA)).orElseThrow();
      ThumbnailStore store = store(library, library.decoder());
      byte[] stored = store.jpeg(image, ThumbnailStore.LONG_SIDE);
      assertThat(store.isStoredOnly(image, 1600)).isFalse();
      Path photo = image.path();
      Path elsewhere = folder.resolve("elsewhere.jpg");
      Files.move(photo, elsewhere);
      try {
        ThumbnailStore carried = store(library, library.decoder());

        assertThat(carried.isStoredOnly(image, 1600)).isTrue();
        assertThat(carried.jpeg(image, 1600)).isEqualTo(stored);
        assertThat(carried.isStoredOnly(image, ThumbnailStore.LONG_SIDE)).isFalse();
      } finally {
        Files.move(elsewhere, photo);
      }
      assertThat(store(library, library.decoder()).jpeg(image, 960)).isNotEqualTo(stored);
    }
  }

  private static ThumbnailStore store(SampleLibrary library, ImageDecoder decoder) {
    return new ThumbnailStore(
        new Originals(new LuceneLibrary(library.reader())),
        new LuceneLibrary(library.reader()),
        decoder,
        new BoundedWork(1, 20, Duration.ofSeconds(30)));
  }

  private static ImageDecoder counting(ImageDecoder decoder, AtomicInteger count) {
    return (source, shortSide) -> {
      count.incrementAndGet();
      return decoder.decode(source, shortSide);
    };
  }
}
