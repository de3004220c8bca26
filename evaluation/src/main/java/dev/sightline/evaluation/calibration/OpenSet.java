package dev.sightline.evaluation.calibration;

import dev.sightline.searcher.confidence.QueryEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Libraries that hold the images of some groups, asked the queries of all: some queries have a
/// match and some have none.
final class OpenSet {
  /// More queries to one library say little more, and take memory for each of its images.
  private static final int MOST_QUERIES = 400;

  private OpenSet() {}

  /// One query to one library.
  ///
  /// @param group of the query
  /// @param present whether the library holds an image of its group
  /// @param evidence of its nearest images
  /// @param overLibrary its best cosine in standard deviations over the library's mean
  /// @param overBank the same over the bank's
  /// @param candidates all images, the nearest first
  record Asked(
      int query,
      int group,
      boolean present,
      QueryEvidence evidence,
      double overLibrary,
      double overBank,
      List<Candidate> candidates) {}

  /// One image of a library.
  record Candidate(double cosine, boolean match) {}

  /// Asks one library.
  ///
  /// @param asked groups whose queries are asked
  /// @param held groups whose images the library holds
  /// @param thinned whether each group keeps a random part of its images, down to one, as people
  ///     have few photos of one thing and many of another
  static List<Asked> ask(
      LabelledQueries data, boolean[] asked, boolean[] held, boolean thinned, Random random) {
    double[] part = random.doubles(data.groups()).toArray();
    var left = held.clone(); // groups whose first image is still to come: it is kept
    int[] library =
        IntStream.range(0, data.images())
            .filter(
                image -> {
                  int group = data.groupOfImage(image);
                  boolean first = left[group];
                  left[group] = false;
                  return held[group] && (!thinned || first || random.nextDouble() < part[group]);
                })
            .toArray();
    var answers = new ArrayList<Asked>();
    if (library.length == 0) {
      return answers;
    }
    int[] queries =
        IntStream.range(0, data.queries()).filter(query -> asked[data.groupOf(query)]).toArray();
    shuffle(queries, random);
    Arrays.stream(queries)
        .limit(MOST_QUERIES)
        .forEach(query -> answers.add(ask(data, query, library)));
    return answers;
  }

  private static Asked ask(LabelledQueries data, int query, int[] library) {
    int group = data.groupOf(query);
    double[] cosines = data.cosines(query, library);
    var candidates = new ArrayList<Candidate>(library.length);
    for (int i = 0; i < library.length; i++) {
      candidates.add(new Candidate(cosines[i], data.groupOfImage(library[i]) == group));
    }
    candidates.sort((left, right) -> Double.compare(right.cosine, left.cosine));
    double best = candidates.getFirst().cosine;
    return new Asked(
        query,
        group,
        candidates.stream().anyMatch(Candidate::match),
        QueryEvidence.of(cosines, data.farTail(query)),
        (best - LabelledQueries.mean(cosines)) / LabelledQueries.spread(cosines),
        data.overBank(query, best),
        candidates);
  }

  /// Asks libraries of random halves of some groups.
  ///
  /// @param groups whose queries are asked; half of them are in each library
  /// @param thinned whether each group keeps a random part of its images
  static List<Asked> halves(
      LabelledQueries data, boolean[] groups, int libraries, boolean thinned, Random random) {
    var all = new ArrayList<Asked>();
    for (int i = 0; i < libraries; i++) {
      all.addAll(ask(data, groups, half(groups, random), thinned, random));
    }
    return all;
  }

  /// A random half of those that are set.
  static boolean[] half(boolean[] of, Random random) {
    int[] members = IntStream.range(0, of.length).filter(i -> of[i]).toArray();
    shuffle(members, random);
    var half = new boolean[of.length];
    Arrays.stream(members).limit(members.length / 2).forEach(i -> half[i] = true);
    return half;
  }

  private static void shuffle(int[] numbers, Random random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = swapped;
    }
  }

  /// Those that are not set.
  static boolean[] rest(boolean[] of) {
    var rest = new boolean[of.length];
    for (int i = 0; i < of.length; i++) {
      rest[i] = !of[i];
    }
    return rest;
  }

  static boolean[] everything(int groups) {
    var all = new boolean[groups];
    Arrays.fill(all, true);
    return all;
  }

  static int[] ones(int n) {
    var ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
