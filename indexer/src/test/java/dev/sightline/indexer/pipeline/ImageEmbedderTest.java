package dev.sightline.indexer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.source.ImageSource;
import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.pipeline.ImageEmbedder.Embedded;
import dev.sightline.indexer.pipeline.ImageEmbedder.Input;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageEmbedderTest {
  @TempDir private Path temporary;

  private static Input image(String path, ImageSource source) {
    return new Input(new IndexedFile(Path.of(path), 10, 20, ""), source);
  }

  private static Input image(String path, byte[] bytes) {
    return image(path, ImageSource.ofBytes(path, bytes));
  }

  private static Embedded embed(List<Input> images) {
    return PhotoFolder.embedder().embed(images.iterator());
  }

  @Test
  void bytes_from_anywhere_give_what_an_index_run_of_the_same_files_gives() throws Exception {
    var folder = new PhotoFolder(temporary);
    var images = new ArrayList<Input>();
    for (int i = 0; i < 30; i++) {
      Path file = folder.write("%d/p%d.png".formatted(i % 4, i), PhotoFolder.image(i % 25));
      images.add(image(file.toString(), Files.readAllBytes(file)));
    }
    folder.index();
    Map<String, StoredVector> expected = new HashMap<>();
    try (var reader = LibraryReader.open(folder.library())) {
      reader.forEach(it -> expected.put(it.image().id(), it));
    }

    Embedded embedded = embed(images);

    assertThat(embedded.encoded()).isEqualTo(25);
    assertThat(embedded.images()).hasSize(expected.size());
    for (StoredVector it : embedded.images()) {
      StoredVector same = java.util.Objects.requireNonNull(expected.get(it.image().id()));
      assertThat(it.image().paths()).isEqualTo(same.image().paths());
      assertThat(it.image().facts()).isEqualTo(same.image().facts());
      assertThat(it.embedding().pixels()).isEqualTo(same.embedding().pixels());
      for (int i = 0; i < it.vector().length; i++) {
        assertThat(it.vector()[i]).isCloseTo(same.vector()[i], within(1e-5f));
      }
    }
  }

  @Test
  void what_cannot_be_read_is_quarantined_with_the_reasons_of_an_index_run() {
    Embedded embedded =
        embed(
            List.of(
                image("/good.png", PhotoFolder.image(1)),
                image("/empty.png", new byte[0]),
                image("/text.png", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                image("/text again.png", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                image(
                    "/gone.png",
                    ImageSource.ofFetched(
                        "gone",
                        0,
                        () -> {
                          throw new FileNotFoundException("gone");
                        })),
                image(
                    "/far.png",
                    ImageSource.ofFetched(
                        "far",
                        10,
                        () -> {
                          throw new IOException("the network is down");
                        })),
                image(
                    "/huge.png",
                    ImageSource.ofFetched(
                        "huge",
                        1L << 40,
                        () -> {
                          throw new AssertionError("must not even be fetched");
                        }))));

    assertThat(embedded.images())
        .extracting(it -> it.image().path())
        .containsExactly(Path.of("/good.png"));
    assertThat(embedded.quarantined())
        .extracting(it -> it.file().path() + " " + it.reason())
        .containsExactly(
            "/empty.png EMPTY",
            "/far.png UNREADABLE",
            "/gone.png UNREADABLE",
            "/huge.png TOO_LARGE",
            "/text again.png NOT_AN_IMAGE",
            "/text.png NOT_AN_IMAGE");
    assertThat(embedded.quarantined().get(1).detail()).contains("the network is down");
    assertThat(embedded.quarantined().get(2).detail()).isEqualTo("There is no such file.");
  }

  @Test
  void nothing_gives_nothing() {
    Embedded embedded = embed(List.of());

    assertThat(embedded).isEqualTo(new Embedded(List.of(), List.of(), 0));
  }

  @Test
  void a_path_that_comes_twice_is_a_broken_promise() {
    byte[] bytes = PhotoFolder.image(1);

    assertThatThrownBy(() -> embed(List.of(image("/a.png", bytes), image("/a.png", bytes))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("/a.png was handed in twice");
  }

  @Test
  void whoever_gives_the_images_may_fail_and_is_heard() {
    var failing =
        new java.util.Iterator<Input>() {
          private int left = 3;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Input next() {
            if (left-- == 0) {
              throw new java.util.NoSuchElementException("the source broke");
            }
            return image("/%d.png".formatted(left), PhotoFolder.image(left));
          }
        };

    assertThatThrownBy(() -> PhotoFolder.embedder().embed(failing)).hasMessage("the source broke");
  }
}
