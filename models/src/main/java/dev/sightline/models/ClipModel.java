package dev.sightline.models;

import dev.sightline.models.cache.FileHashes;
import dev.sightline.models.cache.ModelCache;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.ModelDescription;
import dev.sightline.models.layout.ModelLayout;
import dev.sightline.models.layout.OnnxSignature;
import dev.sightline.models.layout.TextEncoderConfig;
import dev.sightline.models.onnx.GraphRole;
import dev.sightline.models.onnx.Measurements;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.tokenizer.ClipTokenizer;
import dev.sightline.models.tokenizer.TokenizerCache;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A CLIP model in a folder: two encoders that map images and sentences into one space, where the
/// dot product of two unit vectors is their cosine.
///
/// Opening reads only the small files. Each encoder is loaded with its first use, so a text search
/// does not load the image encoder. Safe for concurrent use. Owns its encoders.
///
/// @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021</a>
public final class ClipModel implements AutoCloseable {
  private final ModelDescription description;
  private final ModelOptions options;
  private final ModelCache cache;
  private final FileHashes hashes;
  private final Fingerprint fingerprint;
  private @Nullable ImageEncoder imageEncoder;
  private @Nullable TextEncoder textEncoder;

  private ClipModel(ModelDescription description, ModelOptions options) {
    this.description = description;
    this.options = options;
    this.cache = new ModelCache(description.folder());
    this.hashes = new FileHashes(description.folder(), cache);
    this.fingerprint = Fingerprint.of(description, hashes);
  }

  /// Opens the model in a folder.
  ///
  /// @throws InvalidModelException if a file is missing, damaged or not supported
  public static ClipModel open(Path folder, ModelOptions options) {
    return new ClipModel(ModelLayout.read(folder, options.variant()), options);
  }

  /// Whether a folder looks like a model of a known layout. The model may be incomplete.
  public static boolean isModelFolder(Path folder) {
    return ModelLayout.recognised(folder).isPresent();
  }

  /// The name of the model, which is the name of its folder.
  public String name() {
    return description.name();
  }

  /// The description of the model, as its files state it.
  public ModelDescription description() {
    return description;
  }

  /// The fingerprint of the vectors of this model.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /// The image encoder, loaded on first use.
  ///
  /// @throws InvalidModelException if its graph cannot be loaded, or its dimension differs from
  ///     that of the text encoder
  public synchronized ImageEncoder imageEncoder() {
    if (imageEncoder == null) {
      String hash = hashes.sha256(description.imageGraph());
      var loaded = ImageEncoder.load(description, options, new Measurements(cache), hash);
      if (textEncoder != null && textEncoder.dimension() != loaded.dimension()) {
        loaded.close();
        throw InvalidModelException.ofDifferentDimensions(
            description, loaded.dimension(), textEncoder.dimension());
      }
      imageEncoder = loaded;
    }
    return imageEncoder;
  }

  /// The text encoder, loaded on first use.
  ///
  /// @throws InvalidModelException if its graph or the tokenizer cannot be loaded, or its dimension
  ///     differs from that of the image encoder
  public synchronized TextEncoder textEncoder() {
    if (textEncoder == null) {
      TextEncoderConfig text = description.text();
      String hash = hashes.sha256(text.graph());
      var loaded =
          TextEncoder.load(text, options, tokenizer(), new Measurements(cache), hash, cache);
      int ofImages = imageDimension().orElse(loaded.dimension());
      if (ofImages != loaded.dimension()) {
        loaded.close();
        throw InvalidModelException.ofDifferentDimensions(
            description, ofImages, loaded.dimension());
      }
      textEncoder = adapted(loaded);
    }
    return textEncoder;
  }

  /// Adds the adapter of the model, if it has one.
  private TextEncoder adapted(TextEncoder loaded) {
    if (description.textAdapter().isEmpty()) {
      return loaded;
    }
    try {
      Fingerprint plain = Fingerprint.withoutAdapter(description, hashes);
      return loaded.with(TextAdapter.read(description.textAdapter().get(), plain));
    } catch (InvalidModelException e) {
      loaded.close();
      throw e;
    }
  }

  /// Read from the file of the image encoder if it is not loaded, because a text search must not
  /// load it.
  private OptionalInt imageDimension() {
    return imageEncoder != null
        ? OptionalInt.of(imageEncoder.dimension())
        : GraphRole.IMAGE.dimension(OnnxSignature.read(description.imageGraph()));
  }

  /// The tokenizer alone: a new one on each call, which the caller closes.
  ///
  /// @throws InvalidModelException if its file is damaged or is not of the kind that the layout
  ///     requires
  public ClipTokenizer tokenizer() {
    return new TokenizerCache(cache, hashes).tokenizer(description.text());
  }

  @Override
  public synchronized void close() {
    if (imageEncoder != null) {
      imageEncoder.close();
      imageEncoder = null;
    }
    if (textEncoder != null) {
      textEncoder.close();
      textEncoder = null;
    }
  }
}
