package dev.sightline.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A CLIP model in a folder: two encoders that map pictures and sentences into one space, where the
/// dot product of two unit vectors is their cosine.
///
/// Opening reads only the small files; each encoder is loaded when it is first asked for, so that a
/// text search never pays for the image encoder. Safe for concurrent use. Owns its encoders.
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
  /// @throws InvalidModelException if a file is missing, broken or not understood
  public static ClipModel open(Path folder, ModelOptions options) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidModelException("There is no model folder %s.".formatted(folder));
    }
    return new ClipModel(HuggingFaceLayout.describe(folder, options.variant()), options);
  }

  /// The folder's name, which is what people call the model.
  public String name() {
    return description.name();
  }

  /// What the files say about the model.
  public ModelDescription description() {
    return description;
  }

  /// What identifies the vectors this model makes.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /// The image encoder, loaded on first use.
  ///
  /// @throws InvalidModelException if its graph cannot be loaded
  public synchronized ImageEncoder imageEncoder() {
    if (imageEncoder == null) {
      imageEncoder = ImageEncoder.load(description, options);
    }
    return imageEncoder;
  }

  /// The text encoder, loaded on first use.
  ///
  /// @throws InvalidModelException if its graph or the tokenizer cannot be loaded
  public synchronized TextEncoder textEncoder() {
    if (textEncoder == null) {
      textEncoder = TextEncoder.load(description, options, tokenizer());
    }
    return textEncoder;
  }

  /// The tokenizer alone. Its table is made once from `tokenizer.json` and kept beside the model,
  /// named by the hash of what it was made from.
  ///
  /// @throws InvalidModelException if `tokenizer.json` is broken or of another kind than CLIP's
  public ClipTokenizer tokenizer() {
    String name = "tokenizer-%s.bin".formatted(hashes.sha256(description.tokenizer()));
    try {
      return new ClipTokenizer(TokenizerTable.read(cache.file(name)), description.context());
    } catch (IOException e) {
      // Not made yet, or damaged: make it again.
      TokenizerTable table = TokenizerJson.read(description.tokenizer());
      cache.write(name, table.toBytes());
      return new ClipTokenizer(table, description.context());
    }
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
