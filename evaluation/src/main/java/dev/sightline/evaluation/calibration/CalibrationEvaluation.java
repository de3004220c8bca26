package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.calibration.OpenSet.Asked;
import dev.sightline.evaluation.metrics.Bootstrap;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.Reliability;
import dev.sightline.searcher.confidence.CalibrationCurves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Fits a model's curves, and measures them where they were not fitted: classes and captioned
/// photos are split into halves many times, curves are fitted to one and measured on the other.
public final class CalibrationEvaluation {
  private static final int SPLITS = 20;
  private static final int LIBRARIES = 20;

  /// Hits of a query that a person looks at, and whose confidences should mean something. Over all
  /// images the error would be small whatever the curve: nearly all are no match and look it.
  private static final int SHOWN = 20;

  /// Captions of a split whose hits are pooled.
  private static final int CAPTIONS = 400;

  private static final Map<String, ToDoubleFunction<Asked>> SIMPLE = simple();

  private final LabelledQueries classes;
  private final LabelledQueries captions;
  private final Random random;
  private final Map<String, List<ScoredLabel>> openSet = new LinkedHashMap<>();
  private final List<ScoredLabel> hits = new ArrayList<>();
  private final List<ScoredLabel> hitCosines = new ArrayList<>();
  private final List<ScoredLabel> shownOfClasses = new ArrayList<>();
  private final List<ScoredLabel> shownOfCaptions = new ArrayList<>();
  private final List<ScoredLabel> lost = new ArrayList<>();
  private final List<ScoredLabel> lostCaptions = new ArrayList<>();

  private CalibrationEvaluation(LabelledQueries classes, LabelledQueries captions, Random random) {
    this.classes = classes;
    this.captions = captions;
    this.random = random;
  }

  private static Map<String, ToDoubleFunction<Asked>> simple() {
    var scores = new LinkedHashMap<String, ToDoubleFunction<Asked>>();
    scores.put(CalibrationResult.COSINE, it -> it.evidence().best());
    scores.put("mean of the best five", it -> it.evidence().bestFive());
    scores.put("z-score over the library", Asked::overLibrary);
    scores.put("z-score over the bank", Asked::overBank);
    scores.put("best - q99.9 of the bank", it -> it.evidence().aboveBank());
    return scores;
  }

  /// Fits and measures.
  ///
  /// @param seed the same gives the same result
  /// @throws dev.sightline.evaluation.metrics.EvaluationException if the data cannot be fitted to
  static CalibrationResult measure(LabelledQueries classes, LabelledQueries captions, long seed) {
    var random = new Random(seed);
    var evaluation = new CalibrationEvaluation(classes, captions, random);
    for (int split = 0; split < SPLITS; split++) {
      evaluation.split();
    }
    CalibrationCurves curves =
        CalibrationFit.fit(
            classes,
            OpenSet.everything(classes.groups()),
            captions,
            OpenSet.everything(captions.groups()),
            random);
    return evaluation.result(curves);
  }

  private void split() {
    boolean[] fitClasses = OpenSet.half(OpenSet.everything(classes.groups()), random);
    boolean[] fitPhotos = OpenSet.half(OpenSet.everything(captions.groups()), random);
    var curves = CalibrationFit.fit(classes, fitClasses, captions, fitPhotos, random);
    boolean[] photos = OpenSet.rest(fitPhotos);
    var named = OpenSet.halves(classes, OpenSet.rest(fitClasses), LIBRARIES, false, random);
    var told = OpenSet.ask(captions, photos, photos, false, random);

    SIMPLE.forEach((name, score) -> openSet(name).add(judged(named, score)));
    openSet(CalibrationResult.FITTED).add(judged(named, it -> curves.presence().of(it.evidence())));
    hits.add(hits(told, CAPTIONS, Integer.MAX_VALUE, 0, curves));
    hitCosines.add(hits(told, CAPTIONS, Integer.MAX_VALUE, 0, null));
    shownOfClasses.add(hits(named, Integer.MAX_VALUE, SHOWN, 0, curves));
    shownOfCaptions.add(hits(told, Integer.MAX_VALUE, SHOWN, classes.groups(), curves));
    lost.add(judged(named, it -> loses(curves, it)));
    lostCaptions.add(judged(told, it -> loses(curves, it)));
  }

  private List<ScoredLabel> openSet(String name) {
    return openSet.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  private static double loses(CalibrationCurves curves, Asked it) {
    return curves.confidence(it.evidence(), it.evidence().best()) < curves.cut() ? 1 : 0;
  }

  private static ScoredLabel judged(List<Asked> asked, ToDoubleFunction<Asked> score) {
    var labels = new boolean[asked.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = asked.get(i).present();
    }
    return new ScoredLabel(
        asked.stream().mapToDouble(score).toArray(),
        labels,
        asked.stream().mapToInt(Asked::group).toArray());
  }

  /// @param curves null for the cosines themselves
  private static ScoredLabel hits(
      List<Asked> asked,
      int queries,
      int first,
      int firstUnit,
      @Nullable CalibrationCurves curves) {
    var scores = new ArrayList<Double>();
    var labels = new ArrayList<Boolean>();
    var units = new ArrayList<Integer>();
    for (Asked it : asked.subList(0, Math.min(queries, asked.size()))) {
      for (var hit : it.candidates().subList(0, Math.min(first, it.candidates().size()))) {
        scores.add(curves == null ? hit.cosine() : curves.confidence(it.evidence(), hit.cosine()));
        labels.add(hit.match());
        units.add(firstUnit + it.group());
      }
    }
    var matches = new boolean[labels.size()];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = labels.get(i);
    }
    return new ScoredLabel(
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        matches,
        units.stream().mapToInt(Integer::intValue).toArray());
  }

  private CalibrationResult result(CalibrationCurves curves) {
    var ofClasses = new Bootstrap(random, classes.groups());
    var ofPhotos = new Bootstrap(random, captions.groups());
    var ofBoth = new Bootstrap(random, classes.groups(), captions.groups());
    var areas = new LinkedHashMap<String, Estimate>();
    openSet.forEach((name, all) -> areas.put(name, ofClasses.of(it -> auroc(all, it))));
    List<ScoredLabel> cosine = openSet(CalibrationResult.COSINE);
    List<ScoredLabel> fitted = openSet(CalibrationResult.FITTED);
    var once = OpenSet.ones(classes.groups() + captions.groups());
    int below = 0;
    for (int i = 0; i < SPLITS; i++) {
      below += fitted.get(i).auroc(once) < cosine.get(i).auroc(once) ? 1 : 0;
    }
    return new CalibrationResult(
        curves,
        SPLITS,
        areas,
        ofClasses.of(it -> auroc(fitted, it) - auroc(cosine, it)),
        below,
        reliability(once, fitted).error(),
        ofPhotos.of(it -> auroc(hits, it)),
        ofPhotos.of(it -> auroc(hitCosines, it)),
        ofBoth.of(it -> reliability(it, shownOfClasses, shownOfCaptions).error()),
        reliability(once, shownOfClasses).error(),
        reliability(once, shownOfCaptions).error(),
        ofClasses.of(it -> share(lost, it, true)),
        ofPhotos.of(it -> share(lostCaptions, it, true)),
        ofClasses.of(it -> share(lost, it, false)),
        reliability(once, shownOfClasses, shownOfCaptions));
  }

  private static double auroc(List<ScoredLabel> splits, int[] counts) {
    return splits.stream().mapToDouble(it -> it.auroc(counts)).average().orElse(0);
  }

  private static double share(List<ScoredLabel> splits, int[] counts, boolean label) {
    double total = splits.stream().mapToDouble(it -> it.weight(label, counts)).sum();
    double sum = splits.stream().mapToDouble(it -> it.sum(label, counts)).sum();
    return total == 0 ? 0 : sum / total;
  }

  /// Each kind of data counts as much as the other.
  @SafeVarargs
  private static Reliability reliability(int[] counts, List<ScoredLabel>... kinds) {
    var reliability = new Reliability();
    for (List<ScoredLabel> kind : kinds) {
      double weight =
          kind.stream().mapToDouble(it -> it.weight(true, counts) + it.weight(false, counts)).sum();
      kind.forEach(it -> it.addTo(reliability, counts, 1 / weight));
    }
    return reliability;
  }
}
