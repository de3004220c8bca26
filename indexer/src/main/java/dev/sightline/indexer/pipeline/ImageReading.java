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
import dev.sightline.indexer.walk.QuarantineReasons;
import dev.sightline.indexer.walk.SidecarPaths;
import dev.sightline.library.image.FileAttributes;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.LumaGrid;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.preprocessing.ImagePreprocessor;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads an image file: file to bytes, bytes to content id, and, when the id is new, to pixels and
/// the model's input. Safe for concurrent use.
public final class ImageReading {
  /// How often a file that changes while it is read is read before it is quarantined.
  private static final int ATTEMPTS = 3;

  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final Supplier<ImagePreprocessor> preprocessor;
  private final boolean fullDecode;
  private final IndexProgress progress;
  private final Predicate<String> outdatedMetadata;

  /// @param decoder decodes the images
  /// @param limits the largest file that is read into memory
  /// @param preprocessor called when the first image is decoded
  /// @param fullDecode whether large JPEGs are decoded at full size
  /// @param progress takes the time that each step needs
  /// @param outdatedMetadata whether the metadata that the library has of a content id was read by
  ///     an older version of the metadata readers
  ImageReading(
      ImageDecoder decoder,
      DecodeLimits limits,
      Supplier<ImagePreprocessor> preprocessor,
      boolean fullDecode,
      IndexProgress progress,
      Predicate<String> outdatedMetadata) {
    this.decoder = decoder;
    this.limits = limits;
    this.preprocessor = preprocessor;
    this.fullDecode = fullDecode;
    this.progress = progress;
    this.outdatedMetadata = outdatedMetadata;
  }

  /// The result of reading one file.
  public sealed interface Reading {
    /// Bytes that the library or this run has already, so that nothing is decoded.
    ///
    /// @param id hash of the bytes
    /// @param file the file when it was read
    /// @param metadata read again where the library has metadata of an older version
    record Known(String id, IndexedFile file, Optional<ImageMetadata> metadata)
        implements Reading {}

    /// A new image, ready for the model.
    ///
    /// @param id hash of the bytes
    /// @param file the file when it was read
    /// @param metadata what the file says about the image
    /// @param input the model's input
    /// @param pixels hash of the input: equal hashes have equal vectors
    record Decoded(
        String id, IndexedFile file, ImageMetadata metadata, ModelInput input, String pixels)
        implements Reading {}

    /// A file that cannot be indexed.
    ///
    /// @param file the file when it was read
    /// @param id hash of the bytes; empty when they could not be read
    /// @param reason why
    /// @param detail one sentence for users
    record Unreadable(IndexedFile file, Optional<String> id, QuarantineReason reason, String detail)
        implements Reading {}
  }

  /// The model's input for one image, float32 in the layout of [ImagePreprocessor]. A class,
  /// because arrays compare by address.
  public static final class ModelInput {
    private final float[] values;

    ModelInput(float[] values) {
      this.values = values;
    }

    float[] values() {
      return values;
    }
  }

  /// Reads one file. A problem of the file is a [Reading.Unreadable], never an exception.
  ///
  /// @param known whether an id needs no decoding; asked once
  /// @throws InvalidModelException if the model cannot be loaded
  public Reading read(IndexedFile file, Predicate<String> known) {
    return guarded(file, Optional.empty(), () -> readBytes(file, known, ATTEMPTS));
  }

  /// Reads an image that is not a file of this machine.
  ///
  /// @param file the description of the image; its path names it
  /// @param source gives the bytes, once
  /// @param known whether an id needs no decoding; asked once
  /// @throws InvalidModelException if the model cannot be loaded
  Reading read(IndexedFile file, ImageSource source, Predicate<String> known) {
    return guarded(
        file,
        Optional.empty(),
        () -> {
          long start = System.nanoTime();
          return identified(file, source.bytes(limits.maxBytes()), known, start);
        });
  }

  private Reading readBytes(IndexedFile file, Predicate<String> known, int attempts)
      throws UnreadableImageException, IOException {
    long start = System.nanoTime();
    UnsupportedFormats.check(file.path());
    byte[] bytes = ImageSource.ofFile(file.path()).bytes(limits.maxBytes());
    IndexedFile now = presentStamp(file);
    if (!now.equals(file)) {
      return attempts == 1
          ? new Reading.Unreadable(
              now,
              Optional.empty(),
              QuarantineReason.CHANGING,
              "it kept changing while it was read")
          : readBytes(now, known, attempts - 1);
    }
    return identified(file, bytes, known, start);
  }

  private Reading identified(IndexedFile file, byte[] bytes, Predicate<String> known, long start) {
    String id = ContentHash.of(bytes);
    progress.spent(Stage.READ, start);
    if (known.test(id)) {
      return new Reading.Known(
          id, file, outdatedMetadata.test(id) ? metadata(file, bytes) : Optional.empty());
    }
    return guarded(file, Optional.of(id), () -> decode(file, id, bytes));
  }

  /// What a file says about its image. Empty for an image that can no longer be read: the library
  /// keeps the metadata that it has.
  private Optional<ImageMetadata> metadata(IndexedFile file, byte[] bytes) {
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
    float[] values = forModel.prepare(decoded.pixels());
    var hash = hash(decoded.pixels());
    progress.spent(Stage.PREPROCESS, preparing);
    return new Reading.Decoded(
        id,
        file,
        metadata(decoded.facts()).withHash(hash),
        new ModelInput(values),
        ContentHash.of(values));
  }

  /// The perceptual hash of an image, with a luma grid for objects on a plain background.
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
          : new Reading.Unreadable(
              file, id, QuarantineReasons.of(e.reason()), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reading.Unreadable(
          file, id, QuarantineReason.UNREADABLE, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return outOfMemory(file, id);
    } catch (InvalidModelException e) {
      throw e; // not a problem of the file
    } catch (RuntimeException e) {
      // A bug of a decoder must not end the run: the file is quarantined with the exception's text.
      return new Reading.Unreadable(file, id, QuarantineReason.FAILED, "decoding failed: " + e);
    }
  }

  private static Reading outOfMemory(IndexedFile file, Optional<String> id) {
    return new Reading.Unreadable(
        file,
        id,
        QuarantineReason.OUT_OF_MEMORY,
        "there was not enough memory to decode it: give Java more with"
            + " SIGHTLINE_JAVA_OPTIONS=-Xmx2g and index again, or with --retry");
  }

  private static IndexedFile presentStamp(IndexedFile file) throws IOException {
    return FileStamp.of(file.path(), FileAttributes.read(file.path()))
        .with(file.attachments())
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
