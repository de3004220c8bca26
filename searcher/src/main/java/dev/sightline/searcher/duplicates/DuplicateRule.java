package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.LumaGrid;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// What counts as the same picture, and what as shots of one moment. The numbers were measured; see
/// `docs/decisions/0020-duplicates.md`.
///
/// The same picture: the perceptual hash **and** the embedding agree. A hash alone takes line
/// drawings for each other, an embedding alone two photos of one scene. The farther the hashes are
/// apart, the nearer the embeddings have to be. Two files that name different moments are two shots
/// however alike: copying and compressing keeps the time or drops it.
///
/// Shots of one moment, a burst: one camera, a few seconds apart, embeddings near.
///
/// @param threshold the least cosine of two embeddings, 0 to 1, wherever no more is asked for
public record DuplicateRule(double threshold) {
  /// Cosine that copies of one picture have; small or strongly compressed ones come down to it.
  public static final double DEFAULT_THRESHOLD = 0.6;

  /// The rule unless another is asked for.
  public static final DuplicateRule DEFAULT = new DuplicateRule(DEFAULT_THRESHOLD);

  /// Up to so many differing bits of 256 hashes are those of copies.
  static final int NEAR_BITS = 24;

  /// Up to so many differing bits of 256 hashes may be those of a picture with its edges cut off.
  static final int FAR_BITS = 44;

  /// What the embeddings of a picture and of the same with its edges cut off have in common.
  static final double FAR_COSINE = 0.94;

  /// The least correlation of the grids of one picture on a plain ground. Copies of pages, slides
  /// and the like have 0.996 and more, of photos on a plain ground 0.988; different slides 0.986.
  static final double SAME_LUMA = 0.988;

  /// The same with its edges cut off, of a photo.
  static final double CROPPED_LUMA = 0.85;

  /// A picture with more ground than this is a page, a slide or a drawing, not a photo.
  static final double MOST_GROUND = 0.5;

  /// What the embeddings of shots of one moment have in common.
  static final double BURST_COSINE = 0.85;

  /// The longest time from one shot of a burst to the next.
  static final Duration BURST_GAP = Duration.ofSeconds(3);

  /// Checks the threshold.
  public DuplicateRule {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold is from 0 to 1, got " + threshold);
    }
  }

  /// Whether two files hold one picture.
  ///
  /// @param cosine of their embeddings; asked only when the hashes agree
  public boolean isSamePicture(
      DuplicateCandidate one, DuplicateCandidate other, DoubleSupplier cosine) {
    Optional<ImageHash> hash = one.tellingHash();
    Optional<ImageHash> otherHash = other.tellingHash();
    if (hash.isEmpty() || otherHash.isEmpty() || areDifferent(one.taken(), other.taken())) {
      return false;
    }
    int bits = hash.get().distance(otherHash.get());
    return bits <= FAR_BITS
        && agreeInDetail(hash.get(), otherHash.get(), bits)
        && cosine.getAsDouble() >= leastCosine(bits);
  }

  /// Pictures on a plain ground have to agree in what is written on it too. Of those with their
  /// edges cut off, cells no longer lie on each other; a page or a slide is then not told from
  /// another one of the same layout, and does not count as the same.
  private static boolean agreeInDetail(ImageHash one, ImageHash other, int bits) {
    if (one.luma().isEmpty() || other.luma().isEmpty()) {
      return true; // at least one is a photo, or was indexed before grids were kept
    }
    LumaGrid grid = one.luma().get();
    LumaGrid otherGrid = other.luma().get();
    double correlation = grid.correlation(otherGrid);
    if (bits <= NEAR_BITS && correlation >= SAME_LUMA) {
      return true;
    }
    boolean isPhoto = Math.max(grid.groundShare(), otherGrid.groundShare()) < MOST_GROUND;
    return isPhoto && correlation >= CROPPED_LUMA;
  }

  private double leastCosine(int bits) {
    return bits <= NEAR_BITS ? threshold : Math.max(threshold, FAR_COSINE);
  }

  static boolean areDifferent(Optional<LocalDateTime> taken, Optional<LocalDateTime> otherTaken) {
    return taken.isPresent() && otherTaken.isPresent() && !taken.equals(otherTaken);
  }

  /// Whether one shot may follow another in a burst, as far as their times and cameras say.
  public boolean mayFollow(DuplicateCandidate one, DuplicateCandidate other) {
    if (one.taken().isEmpty() || other.taken().isEmpty() || !one.camera().equals(other.camera())) {
      return false;
    }
    Duration between = Duration.between(one.taken().get(), other.taken().get()).abs();
    return between.compareTo(BURST_GAP) <= 0;
  }

  /// Whether two shots of a burst show the same.
  ///
  /// @param cosine of their embeddings
  public boolean showTheSame(double cosine) {
    return cosine >= Math.max(threshold, BURST_COSINE);
  }
}
