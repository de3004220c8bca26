package dev.sightline.evaluation.limits;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/// Plain drawn faces that differ in the tone of their skin and, by chance, in hair.
final class FaceTones {
  /// From light to dark.
  static final List<Color> ALL =
      List.of(
          new Color(246, 220, 195),
          new Color(228, 185, 145),
          new Color(190, 140, 95),
          new Color(140, 95, 60),
          new Color(90, 58, 38));

  private static final List<Color> HAIR =
      List.of(new Color(30, 25, 20), new Color(90, 60, 30), new Color(170, 130, 60));

  private FaceTones() {}

  static void draw(Canvas on, Color tone, int x, int y, Random random) {
    on.colour(HAIR.get(random.nextInt(HAIR.size())));
    on.oval(x, y - 22, 150, 160);
    on.colour(tone);
    on.rectangle(x, y + 85, 44, 50);
    on.oval(x, y, 128, 165);
    on.colour(Color.WHITE);
    on.oval(x - 28, y - 18, 30, 17);
    on.oval(x + 28, y - 18, 30, 17);
    on.colour(new Color(50, 40, 35));
    on.circle(x - 28, y - 18, 7);
    on.circle(x + 28, y - 18, 7);
    on.triangle(x - 8, y + 22, x + 8, y + 22, x, y - 4);
    on.colour(new Color(170, 70, 70));
    on.oval(x, y + 46, 46, 12);
  }
}
