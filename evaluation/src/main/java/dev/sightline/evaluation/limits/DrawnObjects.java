package dev.sightline.evaluation.limits;

import java.awt.Color;
import java.util.List;

/// Things that a child would draw, each in a few shapes around a middle.
enum DrawnObjects {
  TREE("a tree") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(110, 70, 35));
      on.rectangle(x, y + 50, 22, 70);
      on.colour(new Color(40, 130, 50));
      on.circle(x, y - 15, 48);
      on.circle(x - 32, y + 8, 30);
      on.circle(x + 32, y + 8, 30);
    }
  },
  HOUSE("a house") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(225, 190, 140));
      on.rectangle(x, y + 30, 110, 90);
      on.colour(new Color(170, 50, 40));
      on.triangle(x - 70, y - 15, x + 70, y - 15, x, y - 75);
      on.colour(new Color(90, 60, 40));
      on.rectangle(x, y + 50, 26, 50);
      on.colour(new Color(120, 180, 220));
      on.rectangle(x - 35, y + 15, 24, 24);
      on.rectangle(x + 35, y + 15, 24, 24);
    }
  },
  FISH("a fish") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(240, 130, 30));
      on.oval(x - 10, y, 130, 70);
      on.triangle(x + 40, y, x + 85, y - 40, x + 85, y + 40);
      on.colour(Color.WHITE);
      on.circle(x - 45, y - 8, 9);
      on.colour(Color.BLACK);
      on.circle(x - 46, y - 8, 4);
    }
  },
  FLOWER("a flower") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(50, 140, 60));
      on.rectangle(x, y + 50, 8, 90);
      on.colour(new Color(220, 60, 120));
      for (int petal = 0; petal < 6; petal++) {
        double angle = Math.PI * petal / 3;
        on.circle(x + (int) (34 * Math.cos(angle)), y - 20 + (int) (34 * Math.sin(angle)), 22);
      }
      on.colour(new Color(250, 210, 50));
      on.circle(x, y - 20, 20);
    }
  },
  CAR("a car") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(40, 80, 190));
      on.rectangle(x, y + 10, 160, 40);
      on.rectangle(x - 5, y - 25, 90, 36);
      on.colour(new Color(190, 225, 240));
      on.rectangle(x - 27, y - 23, 36, 24);
      on.rectangle(x + 17, y - 23, 36, 24);
      on.colour(new Color(30, 30, 30));
      on.circle(x - 45, y + 32, 20);
      on.circle(x + 45, y + 32, 20);
    }
  },
  SNOWMAN("a snowman") {
    @Override
    void draw(Canvas on, int x, int y) {
      on.colour(new Color(90, 140, 200));
      on.rectangle(Canvas.SIDE / 2, Canvas.SIDE / 2, Canvas.SIDE, Canvas.SIDE);
      on.colour(Color.WHITE);
      on.circle(x, y + 45, 50);
      on.circle(x, y - 20, 36);
      on.circle(x, y - 68, 25);
      on.colour(Color.BLACK);
      on.circle(x - 8, y - 73, 4);
      on.circle(x + 8, y - 73, 4);
      on.rectangle(x, y - 96, 40, 14);
      on.colour(new Color(240, 130, 30));
      on.triangle(x, y - 66, x, y - 60, x + 26, y - 62);
    }
  };

  /// All of them.
  static final List<DrawnObjects> ALL = List.of(values());

  private final String label;

  DrawnObjects(String label) {
    this.label = label;
  }

  /// Draws it, within about 90 pixels of a middle.
  abstract void draw(Canvas on, int x, int y);

  /// What it is, in capital letters.
  String word() {
    return name();
  }

  static List<String> labels() {
    return ALL.stream().map(it -> "a drawing of " + it.label).toList();
  }
}
