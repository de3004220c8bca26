package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Pictures in two parts, each class in about the same share.
///
/// @param first the part that is learned from
/// @param second the part that is measured on; no picture of the first
record Split(List<LabelledImage> first, List<LabelledImage> second) {
  Split {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /// Splits each class by a share, at least one picture into each part; the only picture of a class
  /// goes into the first.
  ///
  /// @param share of the first part, above 0 and below 1
  static Split of(List<LabelledImage> images, int classes, double share, Random random) {
    var first = new ArrayList<LabelledImage>();
    var second = new ArrayList<LabelledImage>();
    for (List<LabelledImage> some : shuffled(images, classes, random)) {
      int wanted = (int) Math.round(share * some.size());
      int cut = some.size() < 2 ? some.size() : Math.clamp(wanted, 1, some.size() - 1);
      first.addAll(some.subList(0, cut));
      second.addAll(some.subList(cut, some.size()));
    }
    return new Split(first, second);
  }

  /// Splits into parts that are each measured on once, while the others are learned from. A class
  /// with fewer pictures than parts is missing from some.
  ///
  /// @param parts at least 2
  static List<Split> folds(List<LabelledImage> images, int classes, int parts, Random random) {
    List<List<LabelledImage>> byClass = shuffled(images, classes, random);
    var folds = new ArrayList<Split>();
    for (int part = 0; part < parts; part++) {
      var first = new ArrayList<LabelledImage>();
      var second = new ArrayList<LabelledImage>();
      for (List<LabelledImage> some : byClass) {
        for (int i = 0; i < some.size(); i++) {
          (i % parts == part ? second : first).add(some.get(i));
        }
      }
      folds.add(new Split(first, second));
    }
    return folds;
  }

  /// The pictures of each class, in an order by chance.
  static List<List<LabelledImage>> shuffled(
      List<LabelledImage> images, int classes, Random random) {
    var byClass = new ArrayList<List<LabelledImage>>();
    for (int label = 0; label < classes; label++) {
      byClass.add(new ArrayList<>());
    }
    images.forEach(image -> byClass.get(image.label()).add(image));
    byClass.forEach(some -> Collections.shuffle(some, random));
    return byClass;
  }
}
