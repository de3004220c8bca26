package dev.sightline.indexer.tasks;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ImageEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Embeds a random sample of a library's images again and compares with what is stored: finds
/// vectors of another model, and damage that checksums do not detect.
public final class SampleCheck {
  /// Smallest cosine of vectors of the same image: decoders and processors differ a little, other
  /// models and images much more.
  public static final double LEAST_COSINE = 0.999;

  private final ImageEncoder encoder;
  private final ImageDecoder decoder;

  /// @param encoder of the library's model
  public SampleCheck(ImageEncoder encoder, ImageDecoder decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /// The result of a check.
  ///
  /// @param compared number of images embedded again
  /// @param leastCosine smallest cosine, 1 when no image was compared
  /// @param problems sentences that state what is wrong and what to do
  public record Report(int compared, double leastCosine, List<String> problems) {
    /// Copies the list.
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /// Compares images whose files exist and are unchanged.
  ///
  /// @param wanted maximum number of images
  /// @param seed the same seed selects the same images of the same library
  public Report run(LibraryReader library, int wanted, long seed) {
    int compared = 0;
    double least = 1;
    var problems = new ArrayList<String>();
    for (String id : sample(library, wanted, seed)) {
      StoredVector stored = library.stored(id).orElseThrow();
      Path file = unchangedFile(stored).orElseThrow();
      try {
        double cosine = agreement(stored.vector(), file);
        compared++;
        least = Math.min(least, cosine);
        if (cosine < LEAST_COSINE) {
          problems.add(different(file, cosine));
        }
      } catch (UnreadableImageException e) {
        problems.add("%s was indexed and cannot be read now: %s".formatted(file, e.getMessage()));
      }
    }
    return new Report(compared, least, problems);
  }

  private static String different(Path file, double cosine) {
    return String.format(
        Locale.ROOT,
        "%s gives another vector than the stored one (cosine %.4f, at least %.3f is expected): it"
            + " was embedded by another model, or is damaged. Index into a new library: sightline"
            + " index DIR --library NEW",
        file,
        cosine,
        LEAST_COSINE);
  }

  /// Reservoir sampling (Vitter 1985, algorithm R): one pass over the library.
  private static List<String> sample(LibraryReader library, int wanted, long seed) {
    var random = new Random(seed);
    var chosen = new ArrayList<String>();
    var seen = new int[1];
    library.forEach(
        stored -> {
          if (unchangedFile(stored).isEmpty()) {
            return;
          }
          int place = seen[0]++;
          if (place < wanted) {
            chosen.add(stored.image().id());
          } else {
            int replaced = random.nextInt(place + 1);
            if (replaced < wanted) {
              chosen.set(replaced, stored.image().id());
            }
          }
        });
    return chosen;
  }

  private static Optional<Path> unchangedFile(StoredVector stored) {
    for (IndexedFile file : stored.image().files()) {
      Optional<IndexedFile> now = FileStamp.of(file.path());
      if (now.isPresent()
          && now.get().bytes() == file.bytes()
          && now.get().modifiedMillis() == file.modifiedMillis()) {
        return Optional.of(file.path());
      }
    }
    return Optional.empty();
  }

  /// A large JPEG may have been decoded at full size (`index --decode full`), which gives a
  /// slightly different vector. Therefore an image with a low cosine at the usual size is also
  /// compared at full size.
  private double agreement(float[] stored, Path file) throws UnreadableImageException {
    int usual = encoder.preprocessor().preprocessing().decodeShortSide();
    double cosine = Vectors.dot(stored, embed(file, usual));
    return cosine >= LEAST_COSINE
        ? cosine
        : Math.max(cosine, Vectors.dot(stored, embed(file, Integer.MAX_VALUE)));
  }

  private float[] embed(Path file, int shortSide) throws UnreadableImageException {
    return encoder.encode(decoder.decode(ImageSource.ofFile(file), shortSide).pixels());
  }
}
