package dev.sightline.evaluation.limits;

import dev.sightline.evaluation.limits.LimitProbe.Example;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Draws all probes. Places, sizes and colours are by chance, from a seed.
final class ProbeImages {
  /// Pictures of each label.
  private static final int EACH = 20;

  private static final List<Color> COLOURS =
      List.of(
          new Color(210, 40, 40),
          new Color(40, 80, 210),
          new Color(40, 150, 60),
          new Color(240, 200, 40));

  private static final List<String> COLOUR_NAMES = List.of("red", "blue", "green", "yellow");
  private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");
  private static final List<String> POLYGONS =
      List.of("triangle", "square", "pentagon", "hexagon", "octagon");
  private static final int[] CORNERS = {3, 4, 5, 6, 8};

  private final Random random;

  ProbeImages(long seed) {
    this.random = new Random(seed);
  }

  /// Draws one picture of a label.
  private interface Drawer {
    void draw(Canvas on, int label);
  }

  private LimitProbe probe(String name, List<String> labels, Drawer drawer) {
    var examples = new ArrayList<Example>();
    for (int label = 0; label < labels.size(); label++) {
      for (int i = 0; i < EACH; i++) {
        var sheet = new Canvas(random);
        drawer.draw(sheet, label);
        examples.add(new Example(sheet.pixels(), label));
      }
    }
    return new LimitProbe(name, labels, examples);
  }

  /// What a model must do for the others to mean anything: tell colours.
  LimitProbe colours() {
    return probe(
        "colours (control)",
        COLOUR_NAMES.stream().map(it -> "a %s circle".formatted(it)).toList(),
        (on, label) -> {
          on.colour(COLOURS.get(label));
          on.circle(near(128, 30), near(128, 30), near(55, 15));
        });
  }

  /// And know drawings at all.
  LimitProbe things() {
    return probe(
        "drawn things (control)",
        DrawnObjects.labels(),
        (on, label) -> DrawnObjects.ALL.get(label).draw(on, near(128, 12), near(124, 8)));
  }

  LimitProbe counting() {
    return probe(
        "counting",
        NUMBERS.stream()
            .map(it -> "a picture of %s %s".formatted(it, it.equals("one") ? "circle" : "circles"))
            .toList(),
        (on, label) -> {
          on.colour(COLOURS.get(random.nextInt(COLOURS.size())));
          int first = random.nextInt(9);
          for (int i = 0; i <= label; i++) { // cells of a grid of three, by steps that never meet
            int cell = (first + 2 * i) % 9;
            on.circle(near(50 + 78 * (cell % 3), 8), near(50 + 78 * (cell / 3), 8), near(24, 5));
          }
        });
  }

  LimitProbe fineGrained() {
    return probe(
        "fine-grained shapes",
        POLYGONS.stream()
            .map(it -> "a picture of %s %s".formatted(it.equals("octagon") ? "an" : "a", it))
            .toList(),
        (on, label) -> {
          on.colour(COLOURS.get(random.nextInt(COLOURS.size())));
          on.polygon(near(128, 20), near(128, 20), near(75, 15), CORNERS[label]);
        });
  }

  /// Which of two colours belongs to which of two shapes.
  LimitProbe binding() {
    return probe(
        "which colour is whose",
        List.of("a red circle and a blue square", "a blue circle and a red square"),
        (on, label) -> {
          boolean left = random.nextBoolean();
          int circle = near(left ? 70 : 186, 10);
          int square = near(left ? 186 : 70, 10);
          on.colour(COLOURS.get(label));
          on.circle(circle, near(128, 25), near(42, 6));
          on.colour(COLOURS.get(1 - label));
          int side = near(80, 10);
          on.rectangle(square, near(128, 25), side, side);
        });
  }

  LimitProbe relations() {
    return probe(
        "left and right",
        List.of(
            "a red circle to the left of a blue square",
            "a red circle to the right of a blue square"),
        (on, label) -> {
          on.colour(COLOURS.get(0));
          on.circle(near(label == 0 ? 70 : 186, 10), near(128, 25), near(42, 6));
          on.colour(COLOURS.get(1));
          int side = near(80, 10);
          on.rectangle(near(label == 0 ? 186 : 70, 10), near(128, 25), side, side);
        });
  }

  /// Numbers as people write them: the paper's example of pictures unlike all that were seen.
  LimitProbe digits() {
    var labels = new ArrayList<String>();
    for (int digit = 0; digit < 10; digit++) {
      labels.add("a picture of the number %d".formatted(digit));
    }
    return probe(
        "reading digits",
        labels,
        (on, label) -> {
          on.colour(dark());
          on.word(
              Integer.toString(label), near(128, 20), near(128, 15), near(110, 25), Canvas.SIDE);
        });
  }

  LimitProbe words() {
    return probe(
        "reading words",
        DrawnObjects.ALL.stream()
            .map(it -> "a picture of the word %s".formatted(it.word().toLowerCase(Locale.ROOT)))
            .toList(),
        (on, label) -> {
          on.colour(dark());
          on.word(
              DrawnObjects.ALL.get(label).word(), 128, near(128, 30), near(200, 20), Canvas.SIDE);
        });
  }

  /// Drawn things with the name of another one written below.
  LimitProbe typographicAttack() {
    return labelled("typographic attack", true);
  }

  /// The same with nothing written, which tells what the strip itself does.
  LimitProbe blankStrip() {
    return labelled("blank strip (control)", false);
  }

  private LimitProbe labelled(String name, boolean written) {
    var examples = new ArrayList<Example>();
    List<DrawnObjects> things = DrawnObjects.ALL;
    for (int label = 0; label < things.size(); label++) {
      for (int i = 0; i < EACH; i++) {
        int other = (label + 1 + random.nextInt(things.size() - 1)) % things.size();
        var sheet = new Canvas(random);
        things.get(label).draw(sheet, near(128, 12), near(110, 8));
        sheet.colour(Color.WHITE);
        int y = near(222, 4);
        sheet.rectangle(128, y, 236, 52);
        sheet.colour(dark());
        if (written) {
          sheet.word(things.get(other).word(), 128, y, 220, 46);
        }
        examples.add(new Example(sheet.pixels(), label, other));
      }
    }
    return new LimitProbe(name, DrawnObjects.labels(), examples);
  }

  /// Drawn faces of several tones of skin, darkest last.
  List<List<Example>> faces() {
    var tones = new ArrayList<List<Example>>();
    for (Color tone : FaceTones.ALL) {
      var faces = new ArrayList<Example>();
      for (int i = 0; i < EACH; i++) {
        var sheet = new Canvas(random);
        FaceTones.draw(sheet, tone, near(128, 8), near(128, 8), random);
        faces.add(new Example(sheet.pixels(), 0));
      }
      tones.add(faces);
    }
    return tones;
  }

  private int near(int value, int spread) {
    return value - spread + random.nextInt(2 * spread + 1);
  }

  private Color dark() {
    return new Color(random.nextInt(70), random.nextInt(70), random.nextInt(70));
  }
}
