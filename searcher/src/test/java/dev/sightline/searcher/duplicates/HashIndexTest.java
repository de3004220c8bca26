package dev.sightline.searcher.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.image.ImageHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing within the radius is missed, and nothing beyond it is given.
class HashIndexTest {
  private static final int HASHES = 300;

  @ParameterizedTest(name = "radius {0}")
  @ValueSource(ints = {0, 5, 15, 16, 31, 44, 47})
  void finds_what_comparing_with_every_hash_finds(int radius) {
    var random = new Random(radius);
    List<ImageHash> hashes = clustered(random);
    var index = new HashIndex(radius);
    hashes.forEach(index::add);

    for (int i = 0; i < 30; i++) {
      ImageHash query = Pictures.flipped(hashes.get(i), random.nextInt(40), random);
      var found = new HashMap<Integer, Integer>();
      index.forEachNear(
          query, (number, bits) -> assertThat(found.put(number, bits)).as("visited once").isNull());

      assertThat(found).isEqualTo(compared(query, hashes, radius));
    }
  }

  /// Hashes at all distances of each other, not only at the 128 bits of random ones.
  private static List<ImageHash> clustered(Random random) {
    var hashes = new ArrayList<ImageHash>();
    for (int i = 0; i < HASHES; i++) {
      hashes.add(
          i < 10
              ? Pictures.hash(random)
              : Pictures.flipped(hashes.get(random.nextInt(i)), random.nextInt(50), random));
    }
    return hashes;
  }

  private static Map<Integer, Integer> compared(
      ImageHash query, List<ImageHash> hashes, int radius) {
    var near = new HashMap<Integer, Integer>();
    for (int i = 0; i < hashes.size(); i++) {
      if (query.distance(hashes.get(i)) <= radius) {
        near.put(i, query.distance(hashes.get(i)));
      }
    }
    return near;
  }
}
