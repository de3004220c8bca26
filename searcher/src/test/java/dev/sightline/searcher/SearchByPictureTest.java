package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.source.ImageSource;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.ranking.Answer.Hit;
import dev.sightline.searcher.request.SearchRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures as questions: `like:` with a file or an id, uploads, and pictures together with words.
class SearchByPictureTest {
  private static final String CAT = "animals/pets/cat-portrait.jpg";
  private static final String ELEPHANT = "stamps/elephant.jpg";
  private static final String PYRAMID = "holiday/DSC_0482.jpg";
  private static final int ALL = SampleLibrary.PHOTOS.size();

  @TempDir private static Path folder;
  private static SampleLibrary library;

  @BeforeAll
  static void indexThePhotos() throws Exception {
    library = new SampleLibrary(folder.resolve("library"));
  }

  @AfterAll
  static void close() {
    library.close();
  }

  @Test
  void words_that_cancel_leave_the_pictures() {
    Hit first = search("a cat -\"a cat\"^3 like:" + SampleLibrary.id(PYRAMID)).hits().getFirst();

    assertThat(first.image().path()).isEqualTo(SampleLibrary.file(PYRAMID));
    assertThat(first.textScore()).isEmpty();
  }

  @Test
  void a_photo_is_most_like_itself_whether_named_by_id_or_by_file() {
    for (String target : List.of(SampleLibrary.id(CAT), "\"" + SampleLibrary.file(CAT) + "\"")) {
      Hit first = search("like:" + target).hits().getFirst();

      assertThat(first.image().path()).isEqualTo(SampleLibrary.file(CAT));
      assertThat(first.score().orElseThrow()).isCloseTo(1, within(1e-3));
      assertThat(first.confidence().orElseThrow()).isGreaterThan(0.99);
      assertThat(first.textScore()).isEmpty();
    }
  }

  @Test
  void a_file_wins_over_an_id_of_the_same_name_where_files_may_be_named() throws Exception {
    Path file = Path.of(SampleLibrary.id(CAT)); // relative, as a person types it
    Files.copy(SampleLibrary.file(PYRAMID), file);
    try {
      assertThat(SampleLibrary.photos(search("like:" + file)).getFirst()).isEqualTo(PYRAMID);
      assertThat(SampleLibrary.photos(remote("like:" + file)).getFirst()).isEqualTo(CAT);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_picture_and_words_give_what_is_like_both() {
    Answer answer = search("a pyramid like:" + SampleLibrary.id(CAT) + " min:0");

    assertThat(SampleLibrary.photos(answer).subList(0, 2)).containsExactlyInAnyOrder(CAT, PYRAMID);
    Hit pyramid = SampleLibrary.hit(answer, PYRAMID);
    assertThat(pyramid.textScore().orElseThrow())
        .isCloseTo(search("a pyramid").hits().getFirst().score().orElseThrow(), within(1e-5));
  }

  @Test
  void several_pictures_are_averaged_and_an_upload_counts_as_one() throws Exception {
    byte[] bytes = Files.readAllBytes(SampleLibrary.file(PYRAMID));
    var request =
        SearchRequest.remote("like:" + SampleLibrary.id(CAT), ALL)
            .withPicture(ImageSource.ofBytes("upload.jpg", bytes));

    Answer uploaded = library.searcher().search(request);

    Answer both =
        search("like:%s like:%s".formatted(SampleLibrary.id(CAT), SampleLibrary.id(PYRAMID)));
    assertThat(SampleLibrary.photos(uploaded).subList(0, 2))
        .isEqualTo(SampleLibrary.photos(both).subList(0, 2));
    assertThat(SampleLibrary.photos(both).subList(0, 2)).containsExactlyInAnyOrder(CAT, PYRAMID);
  }

  @Test
  void an_upload_alone_is_a_question() throws Exception {
    var picture = ImageSource.ofFile(SampleLibrary.file(ELEPHANT));

    Answer answer = library.searcher().search(SearchRequest.remote("", 1).withPicture(picture));

    assertThat(SampleLibrary.photos(answer)).containsExactly(ELEPHANT);
  }

  @Test
  void like_of_something_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> search("like:absent.jpg"))
        .isInstanceOf(QueryException.class)
        .hasMessage("like:absent.jpg is neither a file nor the id of an image in the library.");
    assertThatThrownBy(() -> search("like:a\u0000b"))
        .isInstanceOf(QueryException.class)
        .hasMessage("like:a\u0000b is neither a file nor the id of an image in the library.");
  }

  @Test
  void like_of_a_file_that_is_no_picture_is_an_error_that_names_it() throws Exception {
    Path file =
        Files.writeString(folder.resolve("note.txt"), "These are words, no picture at all.");

    assertThatThrownBy(() -> search("like:" + file))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith(file + " cannot be searched by: ");
  }

  @Test
  void a_question_over_the_network_cannot_name_files() {
    assertThatThrownBy(() -> remote("like:/etc/passwd"))
        .isInstanceOf(QueryException.class)
        .hasMessage("like:/etc/passwd is not the id of an image in the library.");
    assertThatThrownBy(() -> remote("like:\"" + SampleLibrary.file(CAT) + "\""))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            "like:%s is not the id of an image in the library.".formatted(SampleLibrary.file(CAT)));
    assertThat(SampleLibrary.photos(remote("like:" + SampleLibrary.id(CAT))).getFirst())
        .isEqualTo(CAT);
  }

  private static Answer search(String query) {
    return library.search(query);
  }

  private static Answer remote(String query) {
    return library.searcher().search(SearchRequest.remote(query, ALL));
  }
}
