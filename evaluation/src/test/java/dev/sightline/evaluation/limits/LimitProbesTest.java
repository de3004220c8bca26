package dev.sightline.evaluation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitProbesTest {
  private static final Path PROJECT = Project.root();

  @Test
  void a_picture_for_counting_has_as_many_circles_as_it_says() {
    for (LimitProbe.Example example : new ProbeImages(3).counting().examples()) {
      assertThat(islands(example.picture())).isEqualTo(example.label() + 1);
    }
  }

  /// Connected places that differ from the top left corner.
  private static int islands(Pixels picture) {
    int side = picture.width();
    var seen = new boolean[side * side];
    int islands = 0;
    for (int start = 0; start < seen.length; start++) {
      if (seen[start] || isBackground(picture, start)) {
        continue;
      }
      islands++;
      var open = new ArrayDeque<Integer>();
      open.add(start);
      seen[start] = true;
      while (!open.isEmpty()) {
        int at = open.remove();
        for (int next : new int[] {at - 1, at + 1, at - side, at + side}) {
          if (next >= 0 && next < seen.length && !seen[next] && !isBackground(picture, next)) {
            seen[next] = true;
            open.add(next);
          }
        }
      }
    }
    return islands;
  }

  private static boolean isBackground(Pixels picture, int at) {
    int distance = 0;
    for (int c = 0; c < Pixels.CHANNELS; c++) {
      distance += Math.abs((picture.rgb()[at * 3 + c] & 0xff) - (picture.rgb()[c] & 0xff));
    }
    return distance < 60;
  }

  @Test
  void the_same_seed_draws_the_same_and_another_another() {
    byte[] once = new ProbeImages(1).colours().examples().getFirst().picture().rgb();

    assertThat(new ProbeImages(1).colours().examples().getFirst().picture().rgb()).isEqualTo(once);
    assertThat(new ProbeImages(2).colours().examples().getFirst().picture().rgb())
        .isNotEqualTo(once);
  }

  @Test
  void an_attack_writes_another_things_name() {
    for (LimitProbe.Example example : new ProbeImages(1).typographicAttack().examples()) {
      assertThat(example.written()).isBetween(0, 5).isNotEqualTo(example.label());
    }
  }

  @Test
  void letters_are_drawn_dot_by_dot() {
    var image = new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    Letters.draw(graphics, "T1", 0, 0, 1);

    var drawn = new StringBuilder();
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 11; x++) {
        drawn.append((image.getRGB(x, y) & 0xff) > 0 ? '#' : '.');
      }
      drawn.append('\n');
    }
    assertThat(drawn.toString())
        .isEqualTo(
            """
            #####...#..
            ..#....##..
            ..#.....#..
            ..#.....#..
            ..#.....#..
            ..#.....#..
            ..#....###.
            """);
    assertThatThrownBy(() -> Letters.draw(graphics, "ä", 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no letter 'ä'");
  }

  @Test
  void every_letter_and_digit_has_a_shape_of_its_own() {
    var shapes = new java.util.HashSet<String>();
    for (char letter : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
      var sheet = new Canvas(new Random(1));
      sheet.colour(Color.BLACK);
      sheet.word(String.valueOf(letter), 128, 128, 100, 100);
      shapes.add(java.util.HexFormat.of().formatHex(sheet.pixels().rgb()));
    }
    assertThat(shapes).hasSize(36);
  }

  @Test
  void the_bundled_model_knows_drawings_but_neither_counts_nor_reads() {
    try (var model =
        ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT)) {
      var result = LimitProbes.measure(model, 1);

      assertThat(result.rows()).hasSize(10);
      var things = row(result, "drawn things (control)");
      assertThat(things.accuracy().low()).isGreaterThan(2 * things.chance());
      assertThat(row(result, "counting").accuracy().value()).isLessThan(0.35);
      assertThat(row(result, "reading words").accuracy().value()).isLessThan(0.4);
      assertThat(result.harmful()).hasSize(5).allSatisfy(it -> assertThat(it).isBetween(0.0, 1.0));
      assertThat(result.takenForWord().value()).isBetween(0.0, 0.5);
    }
  }

  private static LimitProbes.Row row(LimitProbes.Result result, String name) {
    return result.rows().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
