package dev.sightline.searcher.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.LibraryContents;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.ImageSet;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.Query.SortOrder;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Retrieved;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import dev.sightline.searcher.retrieval.SearchBudget;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What every kind of library has to do, so that whoever asks need not know which it is. Answers
/// are compared with looking at every image, and with a library of the same images on this
/// machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SearchedLibraryContract {
  private static final double ROUNDING = 1e-5;

  @TempDir private static Path folder;

  private final LibraryContents contents = LibraryContents.random();
  private SearchedLibrary library;
  private Retriever retriever;
  private LuceneLibrary reference;

  /// For JUnit.
  public SearchedLibraryContract() {}

  /// Makes a library of the kind that is tested.
  ///
  /// @param contents all that it holds
  /// @param scratch a folder that may be used for it
  /// @return closed at the end
  public abstract SearchedLibrary fill(LibraryContents contents, Path scratch) throws Exception;

  @BeforeAll
  void makeLibraries() throws Exception {
    reference = contents.writeTo(folder.resolve("reference"));
    library = fill(contents, folder.resolve("scratch"));
    retriever = library.retriever();
  }

  @AfterAll
  void closeLibraries() {
    library.close();
    reference.close();
  }

  @Test
  void every_filter_and_its_opposite_leave_exactly_what_they_should() {
    for (String value : RandomLibrary.FILTERS) {
      for (String sign : List.of("", "-")) {
        List<Query.Filter> filters = filters(sign + value);
        var listed = retriever.listed(filters, SortOrder.NEWEST, 1000);

        assertThat(listed.ids().stream().sorted().toList())
            .as(sign + value)
            .isEqualTo(contents.satisfying(filters));
        assertThat(listed.matches()).isEqualTo(listed.ids().size());
        assertThat(retriever.count(filters)).isEqualTo(listed.ids().size());
      }
    }
  }

  @Test
  void filters_together_hold_for_a_scan_a_walk_and_a_list_alike() {
    var random = new Random(5);
    for (int i = 0; i < 40; i++) {
      var text = new StringBuilder();
      for (int f = 0; f <= random.nextInt(3); f++) {
        text.append(random.nextBoolean() ? "" : "-")
            .append(RandomLibrary.one(random, RandomLibrary.FILTERS))
            .append(' ');
      }
      List<Query.Filter> filters = filters(text.toString());
      List<String> expected = contents.satisfying(filters);
      float[] query = LibraryContents.vector(random);

      var all = MatchCriteria.near(filters, query, -1, KeywordQuery.NONE);
      assertThat(sorted(retriever.scan(query, 1000, -1, filters)))
          .as(text.toString())
          .isEqualTo(expected);
      assertThat(sorted(retriever.nearest(query, SearchBudget.of(1000), -1, filters)))
          .as(text.toString())
          .isEqualTo(expected);
      assertThat(sorted(retriever.ordered(all, SortOrder.OLDEST, 1000)))
          .as(text.toString())
          .isEqualTo(expected);
    }
  }

  @Test
  void a_scan_gives_what_comparing_everything_gives() {
    var random = new Random(6);
    for (int i = 0; i < 20; i++) {
      float[] query = LibraryContents.vector(random);
      double minimum = random.nextDouble(-0.2, 0.9);
      int k = random.nextInt(1, 400);

      Retrieved found = retriever.scan(query, k, minimum);

      List<String> expected = contents.byCosine(query);
      assertThat(found.neighbours()).hasSize(Math.min(k, expected.size()));
      for (int place = 0; place < found.neighbours().size(); place++) {
        Neighbour it = found.neighbours().get(place);
        assertThat(it.cosine())
            .isCloseTo(contents.cosine(query, it.id()), within(ROUNDING))
            .isCloseTo(contents.cosine(query, expected.get(place)), within(ROUNDING));
      }
      assertThat(found.matches())
          .isBetween(
              expected.stream()
                  .filter(id -> contents.cosine(query, id) >= minimum + ROUNDING)
                  .count(),
              expected.stream()
                  .filter(id -> contents.cosine(query, id) >= minimum - ROUNDING)
                  .count());
      assertThat(found.complete()).isTrue();
    }
  }

  @Test
  void a_walk_finds_99_of_100_of_what_comparing_everything_finds() {
    var random = new Random(7);
    int right = 0;
    for (int i = 0; i < 50; i++) {
      float[] query = LibraryContents.vector(random);
      Retrieved walked = retriever.nearest(query, SearchBudget.of(10), 0.2);
      var found = new HashSet<>(ids(walked));
      found.retainAll(contents.byCosine(query).subList(0, 10));
      right += found.size();
      for (Neighbour it : walked.neighbours()) {
        assertThat(it.cosine()).isCloseTo(contents.cosine(query, it.id()), within(ROUNDING));
      }
    }

    assertThat(right).isGreaterThanOrEqualTo(495);
  }

  @Test
  void a_walk_says_whether_its_count_is_of_all() {
    float[] query = LibraryContents.vector(new Random(8));

    Retrieved all = retriever.nearest(query, new SearchBudget(10, 1000), -1);
    Retrieved none = retriever.nearest(query, new SearchBudget(5, 10), 0.99999);

    assertThat(all.complete()).isTrue();
    assertThat(all.matches()).isEqualTo(contents.images().size());
    assertThat(all.neighbours()).hasSize(10);
    assertThat(none.complete()).isFalse();
    assertThat(none.matches()).isZero();
    assertThat(none.neighbours()).hasSize(5);
  }

  @Test
  void lists_come_in_the_order_that_was_asked_for() {
    for (SortOrder order :
        List.of(SortOrder.NEWEST, SortOrder.OLDEST, SortOrder.NAME, SortOrder.SIZE)) {
      List<String> found = retriever.listed(List.of(), order, 1000).ids();
      List<String> expected = reference.retriever().listed(List.of(), order, 1000).ids();

      // What is equal in everything that is ordered by may come either way.
      assertThat(found.stream().map(it -> key(contents.image(it), order)).toList())
          .as(order.name())
          .isEqualTo(expected.stream().map(it -> key(contents.image(it), order)).toList());
      assertThat(retriever.listed(List.of(), order, 7).ids()).isEqualTo(found.subList(0, 7));
    }
  }

  private static String key(IndexedImage image, SortOrder order) {
    return switch (order) {
      case SIZE -> Long.toString(image.files().getFirst().bytes());
      case NAME -> image.path().getFileName().toString().toLowerCase(Locale.ROOT);
      default -> image.facts().taken() + " " + image.files().getFirst().modifiedMillis();
    };
  }

  @Test
  void matches_of_a_meaning_are_ordered_and_keep_their_cosines() {
    float[] query = LibraryContents.vector(new Random(9));
    var set = MatchCriteria.near(filters("-ext:png"), query, 0.3, KeywordQuery.of("dog"));
    for (SortOrder order : List.of(SortOrder.NEWEST, SortOrder.SIZE)) {
      Retrieved expected = reference.retriever().ordered(set, order, 1000);

      Retrieved found = retriever.ordered(set, order, 1000);

      assertThat(sorted(found)).isEqualTo(sorted(expected)).isNotEmpty();
      assertThat(found.matches()).isEqualTo(expected.matches());
      for (Neighbour it : found.neighbours()) {
        assertThat(it.cosine()).isCloseTo(contents.cosine(query, it.id()), within(ROUNDING));
      }
    }
  }

  @Test
  void those_with_all_words_come_first_then_those_with_the_rarer_ones() {
    float[] query = LibraryContents.vector(new Random(10));
    for (String text : List.of("dog beach", "käse", "the of and", "dog AND NOT (beach OR *:*)")) {
      KeywordQuery words = KeywordQuery.of(text);

      List<Worded> found = retriever.worded(words, query, List.of(), 1000);

      var holders = new KeywordHit(words);
      List<Worded> expected = reference.retriever().worded(words, query, List.of(), 1000);
      assertThat(found.stream().map(Worded::id))
          .as(text)
          .containsExactlyInAnyOrderElementsOf(expected.stream().map(Worded::id).toList());
      assertThat(found)
          .extracting(Worded::share)
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
      var shares = new HashMap<String, Double>();
      expected.forEach(it -> shares.put(it.id(), it.share()));
      for (Worded it : found) {
        assertThat(it.holdsAll()).isEqualTo(holders.isIn(contents.image(it.id())));
        assertThat(it.share()).isCloseTo(shares.get(it.id()), within(0.01));
        assertThat(it.cosine()).isCloseTo(contents.cosine(query, it.id()), within(ROUNDING));
      }
    }
  }

  @Test
  void a_photo_with_a_word_that_is_pushed_away_is_not_found_by_its_words() {
    float[] query = LibraryContents.vector(new Random(12));
    KeywordQuery words = KeywordQuery.of(QueryParser.parse("dog -beach -\"no such words\""));

    List<Worded> found = retriever.worded(words, query, filters("ext:jpg"), 1000);

    assertThat(found.stream().map(Worded::id))
        .containsExactlyInAnyOrderElementsOf(
            reference.retriever().worded(words, query, filters("ext:jpg"), 1000).stream()
                .map(Worded::id)
                .toList())
        .isNotEmpty();
  }

  @Test
  void the_very_file_name_is_told_with_and_without_its_extension() {
    IndexedImage image = contents.images().get(40).image();
    String name = image.path().getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    for (String text : List.of(name, stem, name.toUpperCase(Locale.ROOT))) {
      float[] query = LibraryContents.vector(new Random(13));

      List<Worded> found = retriever.worded(KeywordQuery.of(text), query, List.of(), 1000);

      assertThat(found.stream().filter(Worded::named).map(Worded::id))
          .as(text)
          .containsExactly(image.id());
    }
  }

  @Test
  void facets_count_the_same_as_on_one_machine() {
    float[] query = LibraryContents.vector(new Random(14));
    for (MatchCriteria set :
        List.of(
            MatchCriteria.inside(List.of()),
            MatchCriteria.inside(filters("ext:jpg after:2019")),
            MatchCriteria.near(filters("-in:2020"), query, 0.25, KeywordQuery.of("dog beach")))) {
      assertThat(retriever.facets(set, 5)).isEqualTo(reference.retriever().facets(set, 5));
      assertThat(retriever.facets(set, 1000)).isEqualTo(reference.retriever().facets(set, 1000));
    }
  }

  @Test
  void values_of_a_field_are_counted_the_most_frequent_first() {
    for (var field :
        List.of(Condition.TextField.LENS, Condition.TextField.EXT, Condition.TextField.TAG)) {
      assertThat(retriever.values(field, 10))
          .isEqualTo(reference.retriever().values(field, 10))
          .isNotEmpty();
    }
    assertThatThrownBy(() -> retriever.values(Condition.TextField.NAME, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_image_comes_back_as_it_was_put_in() {
    for (var stored : contents.images().subList(0, 50)) {
      String id = stored.image().id();

      assertThat(library.image(id)).contains(stored.image());
      assertThat(library.contains(id)).isTrue();
      assertThat(retriever.stored(id).orElseThrow().vector()).containsExactly(stored.vector());
      assertThat(library.imageAt(stored.image().files().getLast().path())).contains(stored.image());
    }
    List<String> ids = contents.images().stream().map(it -> it.image().id()).limit(60).toList();
    assertThat(retriever.images(ids))
        .hasSize(60)
        .containsEntry(ids.get(59), contents.image(ids.get(59)));
    assertThat(retriever.vectors(ids).get(ids.get(7)))
        .containsExactly(contents.stored(ids.get(7)).vector());
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThat(library.image("absent")).isEmpty();
    assertThat(library.contains("absent")).isFalse();
    assertThat(retriever.stored("absent")).isEmpty();
    assertThat(retriever.images(List.of("absent"))).isEmpty();
    assertThat(library.imageAt(Path.of("/photos/absent.jpg"))).isEmpty();
    assertThat(library.quarantinedAt(Path.of("/photos/absent.jpg"))).isEmpty();
    assertThat(library.quarantined()).isEmpty();
    assertThat(retriever.satisfies("absent", filters("ext:jpg").getFirst())).isFalse();
  }

  @Test
  void a_single_image_is_told_whether_it_satisfies_a_filter() {
    for (String value : List.of("ext:jpg", "-ext:jpg", "near:48.85,2.35,20km", "tag:dog")) {
      Query.Filter filter = filters(value).getFirst();
      var expected = new HashSet<>(contents.satisfying(List.of(filter)));
      for (var it : contents.images().subList(0, 15)) {
        assertThat(retriever.satisfies(it.image().id(), filter))
            .isEqualTo(expected.contains(it.image().id()));
      }
    }
  }

  @Test
  void every_vector_is_visited_once() {
    var seen = new HashMap<String, float[]>();
    retriever.forEachVector(
        (ids, vectors) -> {
          for (int i = 0; i < ids.size(); i++) {
            assertThat(seen.put(ids.get(i), vectors.get(i))).isNull();
          }
        });

    assertThat(seen).hasSize(contents.images().size());
    contents
        .images()
        .forEach(it -> assertThat(seen.get(it.image().id())).containsExactly(it.vector()));
  }

  @Test
  void chosen_images_are_a_filter_and_duplicates_are_found() {
    List<String> chosen = contents.satisfying(filters("rating:5"));
    var filter =
        new Query.Filter(
            new Condition.Chosen("concept", List.of("x"), new ImageSet(chosen)), false);

    assertThat(retriever.listed(List.of(filter), SortOrder.NAME, 1000).ids())
        .containsExactlyInAnyOrderElementsOf(chosen);
    assertThat(retriever.duplicates(DuplicateRule.DEFAULT).ids())
        .isEqualTo(reference.retriever().duplicates(DuplicateRule.DEFAULT).ids())
        .isNotEmpty();
  }

  @Test
  void what_was_never_learned_is_named() {
    assertThatThrownBy(() -> retriever.count(filters("concept:grandma")))
        .isInstanceOf(QueryException.class)
        .hasMessage("There is no concept 'grandma' in this library.");
  }

  @Test
  void a_small_picture_is_kept_and_read_again() throws Exception {
    String id = contents.images().getFirst().image().id();
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
    assertThat(library.thumbnail(contents.images().get(9).image().id())).isEmpty();

    library.keepThumbnail(id, jpeg);

    assertThat(library.thumbnail(id)).contains(jpeg);
    assertThat(library.image(id)).contains(contents.images().getFirst().image());
    assertThat(retriever.stored(id).orElseThrow().vector())
        .containsExactly(contents.images().getFirst().vector());
  }

  @Test
  void a_library_says_what_it_is() {
    assertThat(library.size()).isEqualTo(contents.images().size());
    assertThat(retriever.size()).isEqualTo(contents.images().size());
    assertThat(library.sizeOf(contents.model().imageFingerprint())).isEqualTo(library.size());
    assertThat(library.sizeOf("another")).isZero();
    assertThat(library.state().model()).isEqualTo(contents.model());
    assertThat(library.state().roots()).isEqualTo(contents.roots());
    assertThat(library.statistics().bytes()).isPositive();
    assertThat(library.place()).isNotBlank();
  }

  @Test
  void asking_changes_nothing() {
    long token = library.commitToken();
    retriever.listed(List.of(), SortOrder.NEWEST, 10);
    library.refresh();

    assertThat(library.commitToken()).isEqualTo(token).isEqualTo(retriever.commitToken());
  }

  private static List<Query.Filter> filters(String text) {
    return QueryParser.parse(text).filters();
  }

  private static List<String> ids(Retrieved found) {
    return new ArrayList<>(found.neighbours().stream().map(Neighbour::id).toList());
  }

  private static List<String> sorted(Retrieved found) {
    return ids(found).stream().sorted().toList();
  }
}
