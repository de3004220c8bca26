/// Turns text into the token ids that a text encoder was trained with.
///
/// - In: Unicode text. Out: ids, equal to those of the reference implementation.
/// - Knows: byte-pair encoding, SentencePiece (through DJL), the text cleaning of CLIP and
///   open_clip.
/// - Start at [dev.sightline.models.tokenizer.ClipTokenizer].
@NullMarked
package dev.sightline.models.tokenizer;

import org.jspecify.annotations.NullMarked;
