package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class PictureHashTest {
  private static PictureHash random(Random random) {
    return new PictureHash(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void a_hash_comes_back_from_its_text_and_from_its_bytes(long seed) {
    PictureHash hash = random(new Random(seed));

    assertThat(PictureHash.parse(hash.text())).contains(hash);
    assertThat(PictureHash.read(hash.bytes())).contains(hash);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void the_distance_is_the_sum_of_what_runs_differ_in(long seed) {
    var random = new Random(seed);
    PictureHash one = random(random);
    PictureHash other = random(random);

    int bits = 0;
    for (int run = 0; run < 16; run++) {
      bits += Integer.bitCount(one.run(run) ^ other.run(run));
    }
    assertThat(one.distance(other)).isEqualTo(other.distance(one)).isEqualTo(bits);
    assertThat(one.distance(one)).isZero();
  }

  @Test
  void what_is_no_hash_is_not_read_as_one() {
    assertThat(PictureHash.parse("")).isEmpty();
    assertThat(PictureHash.parse("x".repeat(64))).isEmpty();
    assertThat(PictureHash.parse("0".repeat(63))).isEmpty();
    assertThat(PictureHash.read(new BytesRef(new byte[31]))).isEmpty();
    assertThatThrownBy(() -> PictureHash.of(new long[3])).hasMessage("a hash has 4 words, got 3");
  }

  @Test
  void only_a_hash_without_bits_is_blank() {
    assertThat(new PictureHash(0, 0, 0, 0).isBlank()).isTrue();
    assertThat(new PictureHash(0, 0, 1, 0).isBlank()).isFalse();
  }
}
