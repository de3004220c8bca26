package dev.sightline.evaluation.labelled;

import dev.sightline.evaluation.metrics.EvaluationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Embedded pictures with their classes, each picture once.
///
/// @param classes names, at least two
/// @param images in the order of the files, at least one of each class
/// @param skipped files that could not be read or embedded
/// @param copies files that were left out because the same bytes are there under another name
public record LabelledSet(
    List<String> classes,
    List<LabelledImage> images,
    List<SkippedFile> skipped,
    List<CopiedFile> copies) {
  /// Copies the lists and checks that each class has something left.
  ///
  /// @throws EvaluationException if a class has not; the message names it and why
  public LabelledSet {
    classes = List.copyOf(classes);
    images = List.copyOf(images);
    skipped = List.copyOf(skipped);
    copies = List.copyOf(copies);
    Set<Integer> seen = new HashSet<>();
    images.forEach(it -> seen.add(it.label()));
    for (int label = 0; label < classes.size(); label++) {
      if (!seen.contains(label)) {
        throw new EvaluationException(
            "The class '%s' has no picture that can be measured with: %s"
                .formatted(classes.get(label), why(skipped, copies)));
      }
    }
  }

  private static String why(List<SkippedFile> skipped, List<CopiedFile> copies) {
    if (!skipped.isEmpty()) {
      return "%,d could not be read, such as %s (%s)"
          .formatted(skipped.size(), skipped.getFirst().file(), skipped.getFirst().reason());
    }
    return copies.isEmpty()
        ? "there is none."
        : "%s is the same picture as %s."
            .formatted(copies.getFirst().file(), copies.getFirst().original());
  }

  /// These pictures without those that are also in another set, which are then among the copies.
  ///
  /// @param other such as the pictures that a classifier learned from
  public LabelledSet without(List<LabelledImage> other, List<String> otherClasses) {
    var known = new HashMap<ContentHash, LabelledImage>();
    other.forEach(it -> known.put(it.hash(), it));
    var left = new java.util.ArrayList<LabelledImage>();
    var more = new java.util.ArrayList<>(copies);
    for (LabelledImage image : images) {
      LabelledImage same = known.get(image.hash());
      if (same == null) {
        left.add(image);
      } else {
        boolean differs = !otherClasses.get(same.label()).equals(classes.get(image.label()));
        more.add(new CopiedFile(image.file(), same.file(), differs));
      }
    }
    return new LabelledSet(classes, left, skipped, more);
  }

  /// How many pictures there are of each class.
  public int[] counts() {
    var counts = new int[classes.size()];
    images.forEach(it -> counts[it.label()]++);
    return counts;
  }
}
