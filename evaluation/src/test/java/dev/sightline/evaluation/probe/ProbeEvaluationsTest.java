package dev.sightline.evaluation.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// On drawn vectors, where the right answer is known.
class ProbeEvaluationsTest {
  private static final Path PROJECT = Project.root();

  /// A zero-shot classifier whose labels are the axes, in this order.
  private static ZeroShotClassifier axes(int classes, int dimension, int... order) {
    var labels = new LabelSet("drawn", Drawn.names(classes).stream().map(Label::of).toList());
    var vectors = new float[classes][dimension];
    for (int i = 0; i < classes; i++) {
      vectors[i][order.length == 0 ? i : order[i]] = 1;
    }
    try (var model =
        ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT)) {
      return ZeroShotClassifier.of(model, labels, vectors);
    }
  }

  @Test
  void zero_shot_counts_what_is_right_and_what_is_taken_for_what() {
    var images =
        List.of(
            Drawn.image(0, 1, 1, 0, 0),
            Drawn.image(0, 2, 0, 1, 0.1f),
            Drawn.image(0, 3, 0, 1, 0.2f),
            Drawn.image(1, 1, 0.1f, 1, 0),
            Drawn.image(2, 1, 0, 0, 1));
    var set = new LabelledSet(Drawn.names(3), images, List.of(), List.of());

    var result = ZeroShotEvaluation.measure(set, axes(3, 3), axes(3, 3, 1, 0, 2), 1);

    assertThat(result.top1().value()).isEqualTo(3 / 5.0);
    assertThat(result.top1().low()).isLessThanOrEqualTo(3 / 5.0);
    assertThat(result.top1().high()).isGreaterThanOrEqualTo(3 / 5.0);
    assertThat(result.top5().value()).isEqualTo(1);
    assertThat(result.bareNames().value()).isEqualTo(3 / 5.0);
    assertThat(result.gain()).isZero();
    assertThat(result.perClass())
        .contains(new ZeroShotEvaluation.ClassAccuracy("class 0", 1 / 3.0, 3));
    assertThat(result.confusions())
        .containsExactly(new ZeroShotEvaluation.Confusion("class 0", "class 1", 2, 2 / 3.0));
  }

  @Test
  void a_tie_between_classes_counts_against_zero_shot() {
    var images = List.of(Drawn.image(0, 1, 1, 1), Drawn.image(1, 1, 1, 1));
    var set = new LabelledSet(Drawn.names(2), images, List.of(), List.of());

    var result = ZeroShotEvaluation.measure(set, axes(2, 2), axes(2, 2), 1);

    assertThat(result.top1().value()).isZero();
    assertThat(result.confusions()).hasSize(2);
  }

  @Test
  void a_split_has_every_picture_once_and_each_class_on_both_sides() {
    var set = Drawn.around(4, 5, 1, 1);

    Split split = Split.of(set.images(), 4, 0.99, new Random(1));

    assertThat(split.first()).hasSize(16);
    assertThat(split.second()).extracting(LabelledImage::label).containsExactly(0, 1, 2, 3);
    var all = new HashSet<>(split.first());
    all.addAll(split.second());
    assertThat(all).hasSize(20);
  }

  @Test
  void folds_measure_each_picture_once() {
    var set = Drawn.around(3, 5, 1, 1);

    var measured = new ArrayList<LabelledImage>();
    for (Split fold : Split.folds(set.images(), 3, 4, new Random(1))) {
      assertThat(fold.first()).doesNotContainAnyElementsOf(fold.second());
      measured.addAll(fold.second());
    }

    assertThat(measured).containsExactlyInAnyOrderElementsOf(set.images());
  }

  @Test
  void a_probe_learns_axes_that_zero_shot_has_swapped() {
    var set = Drawn.around(3, 20, 0.5, 1);

    var result = LinearProbeEvaluation.measure(set, axes(3, 5, 1, 2, 0), Features.RAW, 0.8, 1);

    assertThat(result.accuracy().value()).isGreaterThan(0.9);
    assertThat(result.zeroShot().value()).isLessThan(0.1);
    assertThat(result.train()).isEqualTo(48);
    assertThat(result.test()).isEqualTo(12);
    assertThat(result.sweep()).extracting(LinearProbeEvaluation.Point::c).isSorted();
    assertThat(result.sweep().size()).isBetween(11, 16);
  }

  @Test
  void the_same_seed_gives_the_same_result_and_another_another() {
    var set = Drawn.around(4, 12, 2.5, 1);
    var zeroShot = axes(4, 6);

    var once = LinearProbeEvaluation.measure(set, zeroShot, Features.UNIT, 0.5, 7);
    var again = LinearProbeEvaluation.measure(set, zeroShot, Features.UNIT, 0.5, 7);
    var other = LinearProbeEvaluation.measure(set, zeroShot, Features.UNIT, 0.5, 8);

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void classes_of_one_picture_leave_nothing_to_measure_on() {
    var set = Drawn.around(3, 1, 0, 1);

    assertThatThrownBy(() -> LinearProbeEvaluation.measure(set, axes(3, 5), Features.RAW, 0.8, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("No picture is left to measure on");
  }

  @Test
  void more_shots_help_where_pictures_stray() {
    var set = Drawn.around(5, 30, 2, 1);

    var result = FewShotEvaluation.measure(set, axes(5, 7), Features.RAW, List.of(1, 4, 16), 3, 1);

    assertThat(result.rows()).extracting(FewShotEvaluation.Row::shots).containsExactly(1, 4, 16);
    assertThat(result.rows().getLast().mean()).isGreaterThan(result.rows().getFirst().mean());
    assertThat(result.rows()).allSatisfy(it -> assertThat(it.std()).isNotNegative());
    assertThat(result.test()).isEqualTo(5 * 14);
  }

  @Test
  void more_shots_than_pictures_name_the_class() {
    var set = Drawn.around(2, 4, 1, 1);

    assertThat(FewShotEvaluation.mostShots(set)).isEqualTo(3);
    assertThatThrownBy(
            () -> FewShotEvaluation.measure(set, axes(2, 4), Features.RAW, List.of(4), 1, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("The class 'class 0' has 4 pictures; 4 shots need at least 5");
  }

  @Test
  void the_crossing_lies_between_two_shots_along_the_logarithm() {
    var rows =
        List.of(
            new FewShotEvaluation.Row(1, 0.2, 0),
            new FewShotEvaluation.Row(4, 0.4, 0),
            new FewShotEvaluation.Row(16, 0.6, 0));

    assertThat(FewShotEvaluation.crossing(rows, 0.3).orElseThrow()).isCloseTo(2, within(1e-9));
    assertThat(FewShotEvaluation.crossing(rows, 0.5).orElseThrow()).isCloseTo(8, within(1e-9));
    assertThat(FewShotEvaluation.crossing(rows, 0.1)).hasValue(1);
    assertThat(FewShotEvaluation.crossing(rows, 0.7)).isEmpty();
  }

  @Test
  void a_shifted_set_is_measured_by_its_names_whatever_their_order() {
    var source = Drawn.around(3, 10, 0.1, 1);
    var evaluation = new RobustnessEvaluation(source, axes(3, 5), Features.RAW, 0.8, 1);
    var images = List.of(Drawn.image(0, 100, 0, 0, 3, 0, 0), Drawn.image(1, 101, 0, 3, 0, 0, 0));
    var shift = new LabelledSet(List.of("class 2", "class 1"), images, List.of(), List.of());

    var own = evaluation.ownRow("own");
    var row = evaluation.row("turned", evaluation.unseen("turned", shift));

    assertThat(own.images()).isEqualTo(6);
    assertThat(own.probe().value()).isEqualTo(1);
    assertThat(row.zeroShot().value()).isEqualTo(1);
    assertThat(row.probe().value()).isEqualTo(1);
  }

  @Test
  void a_class_that_the_source_has_not_is_named() {
    var evaluation =
        new RobustnessEvaluation(Drawn.around(2, 5, 0.1, 1), axes(2, 4), Features.RAW, 0.8, 1);

    assertThatThrownBy(() -> evaluation.unseen("art", Drawn.around(3, 2, 0.1, 2)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("The class 'class 2' of art is not in the source");
  }
}
