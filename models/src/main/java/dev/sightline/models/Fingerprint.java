package dev.sightline.models;

import dev.sightline.models.cache.FileHashes;
import dev.sightline.models.layout.ModelDescription;
import dev.sightline.models.layout.TextEncoderConfig;
import dev.sightline.models.tokenizer.BytePairTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;

/// Identifies what made a vector. Vectors with equal fingerprints are comparable.
///
/// The image side covers the image encoder's file, its preprocessing and the variant; vectors with
/// different image sides must not be mixed. The text side covers the text encoder's file, the
/// tokenizer and the adapter; when it changes, no image has to be embedded again.
///
/// @param image hexadecimal, 32 digits
/// @param text hexadecimal, 32 digits
public record Fingerprint(String image, String text) {
  /// To be changed when a new version of Sightline gives other vectors for the same image and
  /// model.
  private static final String PIPELINE = "sightline pipeline 1";

  private static final int DIGITS = 32;

  /// The fingerprint of a model, including its adapter.
  static Fingerprint of(ModelDescription model, FileHashes hashes) {
    Fingerprint plain = withoutAdapter(model, hashes);
    return model
        .textAdapter()
        .map(it -> new Fingerprint(plain.image, digest(plain.text, hashes.sha256(it))))
        .orElse(plain);
  }

  /// The fingerprint of a model without its adapter, for which the adapter was learned.
  static Fingerprint withoutAdapter(ModelDescription model, FileHashes hashes) {
    String variant = model.variant().label();
    String image =
        digest(hashes.sha256(model.imageGraph()), model.preprocessing().canonical(), variant);
    return new Fingerprint(image, digest(textParts(model.text(), hashes, variant)));
  }

  /// The padding is included only if it differs from that of CLIP, because older libraries do not
  /// have it in their fingerprints.
  private static String[] textParts(TextEncoderConfig text, FileHashes hashes, String variant) {
    var parts = new ArrayList<String>();
    parts.add(hashes.sha256(text.graph()));
    parts.add(hashes.sha256(text.tokenizer()));
    parts.add("context " + text.context());
    parts.add(variant);
    text.padToken()
        .filter(token -> !token.equals(BytePairTokenizer.END))
        .ifPresent(token -> parts.add("filled with " + token));
    return parts.toArray(String[]::new);
  }

  private static String digest(String... parts) {
    String all = PIPELINE + "\n" + String.join("\n", parts);
    byte[] hash = FileHashes.newDigest().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, DIGITS);
  }
}
