package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.testkit.RandomSeeds;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ImageHashTest {
  private static ImageHash random(Random random) {
    return new ImageHash(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void a_hash_comes_back_from_its_text_and_from_its_bytes(long seed) {
    ImageHash hash = random(new Random(seed));

    assertThat(ImageHash.parse(hash.text())).contains(hash);
    assertThat(ImageHash.read(hash.bytes())).contains(hash);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void the_distance_is_the_sum_of_what_runs_differ_in(long seed) {
    var random = new Random(seed);
    ImageHash one = random(random);
    ImageHash other = random(random);

    int bits = 0;
    for (int run = 0; run < 16; run++) {
      bits += Integer.bitCount(one.run(run) ^ other.run(run));
    }
    assertThat(one.distance(other)).isEqualTo(other.distance(one)).isEqualTo(bits);
    assertThat(one.distance(one)).isZero();
  }

  @Test
  void what_is_no_hash_is_not_read_as_one() {
    assertThat(ImageHash.parse("")).isEmpty();
    assertThat(ImageHash.parse("x".repeat(64))).isEmpty();
    assertThat(ImageHash.parse("0".repeat(63))).isEmpty();
    assertThat(ImageHash.read(new BytesRef(new byte[31]))).isEmpty();
    assertThatThrownBy(() -> ImageHash.of(new long[3])).hasMessage("a hash has 4 words, got 3");
  }

  @Test
  void only_a_hash_without_bits_is_blank() {
    assertThat(new ImageHash(0, 0, 0, 0).isBlank()).isTrue();
    assertThat(new ImageHash(0, 0, 1, 0).isBlank()).isFalse();
  }
}
