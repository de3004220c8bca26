package dev.sightline.searcher.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.LumaGrid;
import dev.sightline.searcher.duplicates.Pictures.Given;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateFinderTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2021, 7, 3, 12, 0);

  private final Random random = new Random(11);
  private final ImageHash hash = Pictures.hash(random);

  private static Duplicates find(Given... pictures) {
    return new DuplicateFinder(DuplicateRule.DEFAULT).find(Pictures.of(pictures));
  }

  /// The groups as `kind: ids`, best first.
  private static List<String> groups(Duplicates found) {
    return found.groups().stream()
        .map(
            group ->
                group.kind().label()
                    + ": "
                    + String.join(
                        " ", group.files().stream().map(it -> it.image().id()).distinct().toList()))
        .toList();
  }

  private ImageHash near(int bits) {
    return Pictures.flipped(hash, bits, random);
  }

  private static double angle(double cosine) {
    return Math.acos(cosine);
  }

  @ParameterizedTest(name = "{0} bits apart, cosine {1}: {2}")
  @CsvSource({
    "0, 0.61, true",
    "24, 0.61, true",
    "24, 0.59, false",
    "26, 0.61, false",
    "26, 0.95, true",
    "44, 0.95, true",
    "44, 0.93, false",
    "45, 0.999, false",
    "128, 1, false"
  })
  void hashes_and_embeddings_have_to_agree(int bits, double cosine, boolean grouped) {
    var found =
        find(Given.of("a", hash).width(200), Given.of("b", near(bits)).angle(angle(cosine)));

    assertThat(groups(found)).isEqualTo(grouped ? List.of("re-encoded: a b") : List.of());
  }

  private static LumaGrid slide(long seed) {
    var random = new Random(seed);
    byte[] luma = new byte[LumaGrid.BYTES];
    Arrays.fill(luma, (byte) 255);
    for (int i = 0; i < 900; i++) {
      luma[random.nextInt(luma.length)] = (byte) 120;
    }
    return LumaGrid.of(luma);
  }

  @Test
  void different_slides_of_one_layout_are_not_the_same_picture() {
    ImageHash one = hash.with(Optional.of(slide(1)));
    ImageHash other = near(4).with(Optional.of(slide(2)));
    ImageHash copy = near(4).with(Optional.of(slide(1)));

    assertThat(groups(find(Given.of("a", one).width(200), Given.of("b", other)))).isEmpty();
    assertThat(groups(find(Given.of("a", one).width(200), Given.of("b", copy))))
        .containsExactly("re-encoded: a b");
  }

  @Test
  void a_slide_with_its_edges_cut_off_does_not_count_as_the_same() {
    ImageHash one = hash.with(Optional.of(slide(1)));
    ImageHash cropped = near(40).with(Optional.of(slide(1)));

    assertThat(groups(find(Given.of("a", one).width(200), Given.of("b", cropped)))).isEmpty();
  }

  @Test
  void a_picture_that_was_indexed_before_grids_were_kept_is_told_by_its_hash() {
    ImageHash one = hash.with(Optional.of(slide(1)));

    assertThat(groups(find(Given.of("a", one).width(200), Given.of("b", near(4)))))
        .containsExactly("re-encoded: a b");
  }

  @Test
  void a_chain_is_cut_where_a_picture_is_unlike_the_best_of_its_group() {
    ImageHash second = Pictures.flipped(hash, 20, new Random(1));
    ImageHash third = Pictures.flipped(second, 20, new Random(2));
    ImageHash fourth = Pictures.flipped(third, 20, new Random(3));
    assertThat(hash.distance(third)).isGreaterThan(DuplicateRule.NEAR_BITS);

    var found =
        find(
            Given.of("a", hash).width(400),
            Given.of("b", second).width(300).angle(0.5),
            Given.of("c", third).width(200).angle(1.0),
            Given.of("d", fourth).width(100).angle(1.5));

    assertThat(groups(found)).containsExactlyInAnyOrder("re-encoded: a b", "re-encoded: c d");
  }

  @Test
  void a_picture_joins_the_nearest_of_several_that_it_could_belong_to() {
    ImageHash other = Pictures.flipped(hash, 40, random);

    var found =
        find(
            Given.of("a", hash).width(400),
            Given.of("b", other).width(300).angle(1),
            Given.of("c", Pictures.flipped(other, 3, random)).width(200).angle(0.9));

    assertThat(groups(found)).containsExactly("re-encoded: b c");
  }

  @Test
  void pictures_of_one_colour_and_those_nobody_has_looked_at_are_like_nothing() {
    var blank = new ImageHash(0, 0, 0, 0);

    var found =
        find(
            Given.of("a", blank),
            Given.of("b", blank),
            Given.of("c", hash).unhashed(),
            Given.of("d", hash).unhashed());

    assertThat(found.groups()).isEmpty();
    assertThat(found.images()).isEqualTo(4);
    assertThat(found.unhashed()).isEqualTo(2);
  }

  @Test
  void the_same_bytes_at_two_paths_are_a_group_with_or_without_a_hash() {
    var found =
        find(
            Given.of("a", hash).paths("/photos/longer name.jpg", "/photos/a.jpg"),
            Given.of("b", hash).unhashed().paths("/x.jpg", "/y.jpg"));

    assertThat(groups(found)).containsExactlyInAnyOrder("identical: a", "identical: b");
    assertThat(found.ids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void files_of_the_same_bytes_come_with_the_re_encoded_ones() {
    var found =
        find(
            Given.of("a", hash).width(200).paths("/1.jpg", "/2.jpg"),
            Given.of("b", near(2)).paths("/3.jpg"));

    assertThat(groups(found)).containsExactly("re-encoded: a b");
    assertThat(found.groups().getFirst().files()).hasSize(3);
  }

  @Test
  void files_that_name_different_moments_are_different_shots() {
    var found =
        find(
            Given.of("a", hash).taken(NOON).camera("x"),
            Given.of("b", hash).taken(NOON.plusHours(1)).camera("x"),
            Given.of("c", hash).taken(NOON).camera("x").width(50));

    assertThat(groups(found)).containsExactly("re-encoded: a c");
  }

  @Test
  void a_copy_without_a_time_does_not_bring_two_shots_together() {
    var found =
        find(
            Given.of("a", hash).width(300),
            Given.of("b", hash).taken(NOON).width(200),
            Given.of("c", hash).taken(NOON.plusHours(1)).width(100));

    assertThat(groups(found)).containsExactly("re-encoded: a b");
  }

  @Test
  void the_best_has_most_pixels_then_most_bytes_then_the_earliest_time_then_the_shortest_path() {
    assertBest(
        "most pixels (200 x 100)", Given.of("b", hash).width(200).bytes(1), Given.of("a", hash));
    assertBest("largest file (2,000 bytes)", Given.of("b", hash).bytes(2_000), Given.of("a", hash));
    assertBest("earliest (1970-01-01)", Given.of("b", hash), Given.of("a", hash).taken(NOON));
    assertBest("shortest path", Given.of("b", hash).paths("/b.jpg"), Given.of("a", hash));
  }

  private static void assertBest(String reason, Given best, Given other) {
    DuplicateGroup group = find(other, best).groups().getFirst();
    assertThat(group.best().image().id()).isEqualTo(best.id());
    assertThat(group.reason()).isEqualTo(reason);
  }

  @Test
  void of_files_with_the_same_bytes_the_one_unchanged_the_longest_is_the_best() {
    DuplicateGroup group =
        find(Given.of("a", hash).paths("/photos/original.jpg", "/b.jpg")).groups().getFirst();

    assertThat(group.best().file().path()).hasToString("/photos/original.jpg");
    assertThat(group.reason()).startsWith("earliest (1970-01-01");
  }

  @Test
  void a_lower_threshold_finds_more_and_a_higher_one_less() {
    var pictures =
        Pictures.of(Given.of("a", hash).width(200), Given.of("b", near(10)).angle(angle(0.7)));

    assertThat(new DuplicateFinder(new DuplicateRule(0.69)).find(pictures).groups()).hasSize(1);
    assertThat(new DuplicateFinder(new DuplicateRule(0.71)).find(pictures).groups()).isEmpty();
    assertThatThrownBy(() -> new DuplicateRule(1.1))
        .hasMessage("a threshold is from 0 to 1, got 1.1");
    assertThatThrownBy(() -> new DuplicateRule(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Given shot(String id, int second, double angle) {
    return Given.of(id, Pictures.hash(random))
        .taken(NOON.plusSeconds(second))
        .camera("D750")
        .angle(angle);
  }

  @Test
  void shots_a_few_seconds_apart_that_look_alike_are_a_burst() {
    var found = find(shot("a", 0, 0), shot("b", 1, 0.2), shot("c", 4, 0.3), shot("d", 8, 0.1));

    assertThat(groups(found)).containsExactly("burst: a b c");
    assertThat(found.ids()).as("different photos").isEmpty();
  }

  @Test
  void what_looks_different_or_comes_from_another_camera_is_not_of_the_burst() {
    var found =
        find(
            shot("a", 0, 0),
            shot("b", 1, 1.5),
            shot("c", 1, 0.1).camera("X100"),
            shot("d", 2, 0.1),
            shot("e", 3, 1.6));

    assertThat(groups(found)).containsExactlyInAnyOrder("burst: a d", "burst: b e");
  }

  @Test
  void a_burst_does_not_drift_away_from_its_first_shot() {
    var found = find(shot("a", 0, 0), shot("b", 1, 0.4), shot("c", 2, 0.8), shot("d", 3, 1.2));

    assertThat(groups(found)).containsExactlyInAnyOrder("burst: a b", "burst: c d");
  }

  @Test
  void a_copy_stands_in_a_burst_once() {
    Given first = shot("a", 0, 0).width(300);
    var found = find(first, Given.of("copy", first.hash().orElseThrow()), shot("b", 1, 0.1));

    assertThat(groups(found)).containsExactlyInAnyOrder("re-encoded: a copy", "burst: a b");
  }

  @Test
  void a_clock_that_has_stopped_makes_no_burst_of_everything() {
    var all = new Given[2_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = shot("%04d".formatted(i), 0, i);
    }

    assertThat(find(all).groups())
        .allSatisfy(group -> assertThat(group.kind()).isEqualTo(DuplicateKind.BURST));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void groups_are_those_of_comparing_every_picture_with_every_leader(long seed) {
    Pictures pictures = crowd(new Random(seed));

    assertThat(groups(new DuplicateFinder(DuplicateRule.DEFAULT).find(pictures)))
        .containsExactlyInAnyOrderElementsOf(QuadraticDuplicates.of(pictures));
  }

  /// Pictures at all distances of each other.
  private static Pictures crowd(Random random) {
    var pictures = new Pictures();
    var last = Pictures.hash(random);
    for (int i = 0; i < 200; i++) {
      last =
          random.nextInt(4) == 0
              ? Pictures.hash(random)
              : Pictures.flipped(last, random.nextInt(30), random);
      pictures.add(
          Given.of("%03d".formatted(i), last)
              .width(random.nextInt(1, 5) * 100)
              .angle(random.nextDouble(0.6)));
    }
    return pictures;
  }
}
