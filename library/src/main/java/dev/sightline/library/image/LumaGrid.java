package dev.sightline.library.image;

import java.util.Arrays;
import java.util.Optional;

/// The luma of an image on a plain background, such as a page, a slide or a screenshot, in 64 x 64
/// cells. Perceptual hashes of such images are equal for equal layouts; the cells distinguish their
/// content.
///
/// Measured on 500 drawn pages, slides, chats, receipts, tables, charts and wallpapers: copies of
/// one, recompressed down to quality 10 or shrunk to a quarter, have a [#correlation] of 0.996 and
/// more, different ones of the same kind at most 0.986 (`docs/decisions/0020-duplicates.md`).
public final class LumaGrid {
  /// Cells along each side.
  public static final int SIDE = 64;

  /// Bytes of a grid.
  public static final int BYTES = SIDE * SIDE;

  private static final int TILE = 8; // cells along the side of a tile
  private static final int TILES = SIDE / TILE;
  private static final int LEVELS = 256;

  /// Levels around the most frequent one that count as background.
  private static final int GROUND_NOISE = 4;

  /// A background at least this bright, or equally dark, is paper or a screen. A smaller share of
  /// it is enough, because a page full of text shows little background.
  private static final int PAPER = 225;

  private static final double PAPER_SHARE = 0.12;
  private static final double PLAIN_SHARE = 0.28;

  /// A tile with less contrast than this, as standard deviation in levels, is background.
  private static final double LEAST_CONTRAST = 3;

  private final byte[] luma;

  private LumaGrid(byte[] luma) {
    this.luma = luma;
  }

  /// A grid with given cells.
  ///
  /// @param luma unsigned, row-major, [#BYTES] of them; copied
  /// @throws IllegalArgumentException if there are more or fewer
  public static LumaGrid of(byte[] luma) {
    if (luma.length != BYTES) {
      throw new IllegalArgumentException(
          "a grid has %,d cells, got %,d".formatted(BYTES, luma.length));
    }
    return new LumaGrid(luma.clone());
  }

  /// The grid of an image; empty if it is not on a plain background.
  ///
  /// @param luma 0 to 255, row-major, [#BYTES] of them; read, not kept
  public static Optional<LumaGrid> ofPlainGround(double[] luma) {
    byte[] cells = new byte[luma.length];
    for (int i = 0; i < luma.length; i++) {
      cells[i] = (byte) Math.round(luma[i]);
    }
    var grid = of(cells);
    return grid.isOnPlainGround() ? Optional.of(grid) : Optional.empty();
  }

  private boolean isOnPlainGround() {
    Ground ground = ground();
    boolean paper = ground.level() >= PAPER || ground.level() <= LEVELS - 1 - PAPER;
    return ground.share() >= (paper ? PAPER_SHARE : PLAIN_SHARE);
  }

  /// The cells; a copy.
  public byte[] luma() {
    return luma.clone();
  }

  /// The share of background cells, 0 to 1: within four levels of the most frequent luma.
  public double groundShare() {
    return ground().share();
  }

  /// @param level its luma, 0 to 255
  /// @param share of the cells, 0 to 1
  private record Ground(int level, double share) {}

  private Ground ground() {
    int[] cells = new int[LEVELS];
    for (byte level : luma) {
      cells[level & 0xFF]++;
    }
    int most = 0;
    int ground = 0;
    for (int level = 0; level < LEVELS; level++) {
      int near = 0;
      int from = Math.max(0, level - GROUND_NOISE);
      int to = Math.min(LEVELS - 1, level + GROUND_NOISE);
      for (int it = from; it <= to; it++) {
        near += cells[it];
      }
      if (near > most) {
        most = near;
        ground = level;
      }
    }
    return new Ground(ground, (double) most / BYTES);
  }

  /// The normalized cross-correlation of two grids, -1 to 1, after the mean of each tile of 8 x 8
  /// cells is subtracted. Tiles that are background in both are ignored. Subtracting the means also
  /// removes the layout, such as the bar at the top of every slide.
  ///
  /// @return 1 where both are only background
  public double correlation(LumaGrid other) {
    double product = 0;
    double own = 0;
    double others = 0;
    for (int tile = 0; tile < TILES * TILES; tile++) {
      var sums = new TileSums(luma, other.luma, tile);
      if (Math.max(sums.contrast(), sums.otherContrast()) >= LEAST_CONTRAST) {
        product += sums.product;
        own += sums.own;
        others += sums.other;
      }
    }
    return own == 0 && others == 0 ? 1 : product / Math.max(1e-9, Math.sqrt(own * others));
  }

  /// Sums over the cells of one tile, around its means.
  private static final class TileSums {
    private static final int CELLS = TILE * TILE;

    double product;
    double own;
    double other;

    TileSums(byte[] one, byte[] two, int tile) {
      int corner = tile / TILES * TILE * SIDE + tile % TILES * TILE;
      double mean = mean(one, corner);
      double otherMean = mean(two, corner);
      for (int cell = 0; cell < CELLS; cell++) {
        int at = corner + cell / TILE * SIDE + cell % TILE;
        double a = (one[at] & 0xFF) - mean;
        double b = (two[at] & 0xFF) - otherMean;
        product += a * b;
        own += a * a;
        other += b * b;
      }
    }

    private static double mean(byte[] luma, int corner) {
      int sum = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        sum += luma[corner + cell / TILE * SIDE + cell % TILE] & 0xFF;
      }
      return (double) sum / CELLS;
    }

    double contrast() {
      return Math.sqrt(own / CELLS);
    }

    double otherContrast() {
      return Math.sqrt(other / CELLS);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LumaGrid grid && Arrays.equals(luma, grid.luma);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(luma);
  }
}
