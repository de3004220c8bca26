package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.ImageHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds all hashes within a radius of one, without looking at all: multi-index hashing (Norouzi,
/// Punjani and Fleet, CVPR 2012).
///
/// A hash is 16 runs of 16 bits. When two hashes differ in at most `r` bits, there is a run in
/// which they differ in at most `r / 16`; so it is enough to look up, run by run, every value that
/// near to the own one. With a radius of 44 these are 137 values a run, of 65,536. Nothing is
/// missed.
///
/// @see <a href="https://arxiv.org/abs/1307.2982">Norouzi, Punjani and Fleet 2012</a>
final class HashIndex {
  private static final int RUNS = 16;
  private static final int VALUES = 1 << 16;
  private static final int NONE = -1;

  private final int radius;
  private final int[] flips;
  private final int[][] first = new int[RUNS][VALUES];
  private final List<ImageHash> hashes = new ArrayList<>();

  /// By run, the next hash with the same value of it.
  private int[][] next = new int[RUNS][64];

  /// The last question in which a hash was met.
  private int[] met = new int[64];

  private int question;

  /// @param radius in bits, 0 to 255
  HashIndex(int radius) {
    this.radius = radius;
    this.flips = flips(radius / RUNS);
    for (int[] values : first) {
      Arrays.fill(values, NONE);
    }
  }

  /// Takes a hash with its distance.
  @FunctionalInterface
  interface Visitor {
    void visit(int number, int bits);
  }

  /// Puts a hash in; they are numbered from 0.
  void add(ImageHash hash) {
    int number = hashes.size();
    if (number == met.length) {
      met = Arrays.copyOf(met, 2 * number);
      for (int run = 0; run < RUNS; run++) {
        next[run] = Arrays.copyOf(next[run], 2 * number);
      }
    }
    hashes.add(hash);
    for (int run = 0; run < RUNS; run++) {
      int value = hash.run(run);
      next[run][number] = first[run][value];
      first[run][value] = number;
    }
  }

  /// Visits every hash within the radius, each once, in no order.
  void forEachNear(ImageHash hash, Visitor visitor) {
    question++;
    for (int run = 0; run < RUNS; run++) {
      int own = hash.run(run);
      for (int flip : flips) {
        for (int it = first[run][own ^ flip]; it != NONE; it = next[run][it]) {
          if (met[it] != question) {
            met[it] = question;
            int bits = hash.distance(hashes.get(it));
            if (bits <= radius) {
              visitor.visit(it, bits);
            }
          }
        }
      }
    }
  }

  /// Every value of 16 bits with at most so many set.
  private static int[] flips(int most) {
    var flips = new ArrayList<Integer>();
    for (int value = 0; value < VALUES; value++) {
      if (Integer.bitCount(value) <= most) {
        flips.add(value);
      }
    }
    return flips.stream().mapToInt(Integer::intValue).toArray();
  }
}
