package dev.sightline.indexer.pipeline;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.UnsupportedFormats;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.pixels.PerceptualHash;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.indexer.walk.ContentHash;
import dev.sightline.indexer.walk.SidecarPaths;
import dev.sightline.library.image.FileAttributes;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.LumaGrid;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.preprocessing.ImagePreprocessor;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The stage that reads: file to bytes, bytes to id, and, when the id is new, to pixels and the
/// model's input. Runs on several threads at once.
public final class ImageReading {
  /// How often a file that changes under our hands is read again before it is set aside.
  private static final int ATTEMPTS = 3;

  /// The heap was too small for the file, or for it and the others that were decoded with it.
  public static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";

  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final Supplier<ImagePreprocessor> preprocessor;
  private final boolean fullDecode;
  private final IndexProgress progress;
  private final Predicate<String> outdatedFacts;

  public ImageReading(
      ImageDecoder decoder,
      DecodeLimits limits,
      Supplier<ImagePreprocessor> preprocessor,
      boolean fullDecode,
      IndexProgress progress) {
    this(decoder, limits, preprocessor, fullDecode, progress, _ -> false);
  }

  /// @param outdatedFacts whether the facts that the library has of an image were read by older
  ///     metadata readers
  public ImageReading(
      ImageDecoder decoder,
      DecodeLimits limits,
      Supplier<ImagePreprocessor> preprocessor,
      boolean fullDecode,
      IndexProgress progress,
      Predicate<String> outdatedFacts) {
    this.outdatedFacts = outdatedFacts;
    this.decoder = decoder;
    this.limits = limits;
    this.preprocessor = preprocessor;
    this.fullDecode = fullDecode;
    this.progress = progress;
  }

  /// What reading one file gave.
  public sealed interface Reading {
    /// Bytes that the library or this run has already: nothing to decode.
    ///
    /// @param facts read anew, where those of the library are of older metadata readers
    record Known(String id, IndexedFile file, Optional<ImageMetadata> facts) implements Reading {}

    /// A new image, ready for the model.
    ///
    /// @param prepared the model's input; a holder, because arrays compare by address
    /// @param pixels hash of that input: what has the same has the same vector
    record Fresh(String id, IndexedFile file, ImageMetadata facts, Prepared prepared, String pixels)
        implements Reading {}

    /// A file that cannot be taken in.
    ///
    /// @param id its bytes' hash, when they could at least be read and were claimed
    record Unreadable(IndexedFile file, Optional<String> id, String reason, String detail)
        implements Reading {}
  }

  /// The model's input for one picture.
  static final class Prepared {
    private final float[] numbers;

    Prepared(float[] numbers) {
      this.numbers = numbers;
    }

    float[] numbers() {
      return numbers;
    }
  }

  /// Reads one file. Nothing that is wrong with the file gets out as an exception.
  ///
  /// @param known whether an id needs no decoding; asked once
  public Reading read(IndexedFile file, Predicate<String> known) {
    return guarded(file, Optional.empty(), () -> readBytes(file, known, ATTEMPTS));
  }

  /// Reads a picture that is no file of this machine, so that it cannot be looked at again.
  ///
  /// @param file what is said of it
  /// @param source gives its bytes
  /// @param known whether an id needs no decoding; asked once
  Reading read(IndexedFile file, ImageSource source, Predicate<String> known) {
    return guarded(
        file,
        Optional.empty(),
        () -> {
          long start = System.nanoTime();
          return taken(file, source.bytes(limits.maxBytes()), known, start);
        });
  }

  private Reading readBytes(IndexedFile file, Predicate<String> known, int attempts)
      throws UnreadableImageException, IOException {
    long start = System.nanoTime();
    UnsupportedFormats.check(file.path());
    byte[] bytes = ImageSource.ofFile(file.path()).bytes(limits.maxBytes());
    IndexedFile now = lookAgain(file);
    if (!now.equals(file)) {
      return attempts == 1
          ? new Reading.Unreadable(
              now, Optional.empty(), "CHANGING", "it kept changing while it was read")
          : readBytes(now, known, attempts - 1);
    }
    return taken(file, bytes, known, start);
  }

  private Reading taken(IndexedFile file, byte[] bytes, Predicate<String> known, long start) {
    String id = ContentHash.of(bytes);
    progress.spent(Stage.READ, start);
    if (known.test(id)) {
      return new Reading.Known(
          id, file, outdatedFacts.test(id) ? facts(file, bytes) : Optional.empty());
    }
    return guarded(file, Optional.of(id), () -> decode(file, id, bytes));
  }

  /// What a file says of its picture. The library keeps the facts that it has of a picture that
  /// cannot be read any more.
  private Optional<ImageMetadata> facts(IndexedFile file, byte[] bytes) {
    try {
      return Optional.of(
          metadata(decoder.facts(ImageSource.ofBytes(file.path().toString(), bytes))));
    } catch (UnreadableImageException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Reading decode(IndexedFile file, String id, byte[] bytes)
      throws UnreadableImageException {
    progress.decodingBegins();
    ImagePreprocessor forModel = preprocessor.get();
    long decoding = System.nanoTime();
    DecodedImage decoded =
        decoder.decode(
            ImageSource.ofBytes(file.path().toString(), bytes),
            fullDecode ? Integer.MAX_VALUE : forModel.preprocessing().decodeShortSide());
    progress.spent(Stage.DECODE, decoding);
    long preparing = System.nanoTime();
    float[] numbers = forModel.prepare(decoded.pixels());
    var hash = hash(decoded.pixels());
    progress.spent(Stage.PREPROCESS, preparing);
    return new Reading.Fresh(
        id,
        file,
        metadata(decoded.facts()).withHash(hash),
        new Prepared(numbers),
        ContentHash.of(numbers));
  }

  /// What a picture looks like from afar; with more detail where it is on a plain ground.
  public static ImageHash hash(Pixels pixels) {
    double[] luma = PerceptualHash.luma(pixels);
    return ImageHash.of(PerceptualHash.of(luma)).with(LumaGrid.ofPlainGround(luma));
  }

  private interface Attempt {
    Reading read() throws UnreadableImageException, IOException;
  }

  private static Reading guarded(IndexedFile file, Optional<String> id, Attempt attempt) {
    try {
      return attempt.read();
    } catch (UnreadableImageException e) {
      return e.getCause() instanceof OutOfMemoryError
          ? outOfMemory(file, id)
          : new Reading.Unreadable(file, id, e.reason().name(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reading.Unreadable(file, id, "UNREADABLE", String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return outOfMemory(file, id);
    } catch (InvalidModelException e) {
      throw e; // no fault of the file's
    } catch (RuntimeException e) {
      // A decoder's own mistake must not end the run; the file is set aside with what was said.
      return new Reading.Unreadable(file, id, "FAILED", "decoding failed: " + e);
    }
  }

  private static Reading outOfMemory(IndexedFile file, Optional<String> id) {
    return new Reading.Unreadable(
        file,
        id,
        OUT_OF_MEMORY,
        "there was not enough memory to decode it: give Java more with"
            + " SIGHTLINE_JAVA_OPTIONS=-Xmx2g and index again, or with --retry");
  }

  private static IndexedFile lookAgain(IndexedFile file) throws IOException {
    return FileStamp.of(file.path(), FileAttributes.read(file.path()))
        .with(file.beside())
        .withMetadataVersion(file.metadataVersion());
  }

  private static ImageMetadata metadata(ImageFacts facts) {
    var metadata =
        new ImageMetadata(
            facts.format(),
            facts.width(),
            facts.height(),
            facts.orientation(),
            Optional.empty(),
            Optional.empty(),
            facts.cameraMake(),
            facts.cameraModel(),
            facts.lens(),
            facts.place().map(SidecarPaths::place),
            facts.iso(),
            facts.focalLengthMillimetres(),
            facts.aperture(),
            SidecarPaths.annotations(facts.descriptive()));
    return facts.taken().map(SidecarPaths::date).map(metadata::withDate).orElse(metadata);
  }
}
