package dev.sightline.searcher.adapt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Images with one or more captions each, as unit vectors. Arrays are read, never written.
public final class CaptionPairs {
  private final List<float[]> images;
  private final List<List<float[]>> captions;

  /// @param images one unit vector an image
  /// @param captions the unit vectors of each image's captions, at least one each
  public CaptionPairs(List<float[]> images, List<List<float[]>> captions) {
    if (images.size() != captions.size() || captions.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("every image has captions of its own");
    }
    this.images = List.copyOf(images);
    this.captions = List.copyOf(captions);
  }

  /// How many images there are.
  public int size() {
    return images.size();
  }

  int dimension() {
    return images.getFirst().length;
  }

  /// Images in an order by chance, in two parts.
  ///
  /// @param share of the first part, above 0 and below 1
  List<CaptionPairs> split(double share, Random random) {
    List<Integer> order = order(random);
    int cut = Math.clamp(Math.round(share * size()), 1, size() - 1);
    return List.of(some(order.subList(0, cut)), some(order.subList(cut, size())));
  }

  private CaptionPairs some(List<Integer> wanted) {
    return new CaptionPairs(
        wanted.stream().map(images::get).toList(), wanted.stream().map(captions::get).toList());
  }

  /// Batches in an order by chance, each image once, with one of its captions by chance.
  List<ContrastiveLoss> batches(int size, double scale, double penalty, Random random) {
    List<Integer> order = order(random);
    int batches = Math.max(1, Math.round((float) size() / size));
    var losses = new ArrayList<ContrastiveLoss>();
    for (int b = 0; b < batches; b++) {
      List<Integer> some = order.subList(b * size() / batches, (b + 1) * size() / batches);
      losses.add(
          new ContrastiveLoss(
              some.stream().map(images::get).toArray(float[][]::new),
              some.stream()
                  .map(i -> captions.get(i).get(random.nextInt(captions.get(i).size())))
                  .toArray(float[][]::new),
              scale,
              penalty));
    }
    return losses;
  }

  /// The same without chance: the first caption of each image, then the second of those that have
  /// one, and so on.
  List<ContrastiveLoss> rounds(double scale) {
    int most = captions.stream().mapToInt(List::size).max().orElse(0);
    var losses = new ArrayList<ContrastiveLoss>();
    for (int round = 0; round < most; round++) {
      var pictures = new ArrayList<float[]>();
      var texts = new ArrayList<float[]>();
      for (int i = 0; i < size(); i++) {
        if (round < captions.get(i).size()) {
          pictures.add(images.get(i));
          texts.add(captions.get(i).get(round));
        }
      }
      losses.add(
          new ContrastiveLoss(
              pictures.toArray(float[][]::new), texts.toArray(float[][]::new), scale, 0));
    }
    return losses;
  }

  private List<Integer> order(Random random) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    return order;
  }
}
