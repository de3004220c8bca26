package dev.sightline.evaluation.labelled;

import dev.sightline.images.pixels.Pixels;

/// Something that is done to a picture before the model sees it.
public interface PixelChange {
  /// Nothing.
  PixelChange NONE =
      new PixelChange() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public Pixels apply(Pixels picture, int inputSide, long seed) {
          return picture;
        }
      };

  /// What is done, in words that tell it from everything else; embeddings are kept under them.
  String name();

  /// Changes a picture.
  ///
  /// @param picture read, not kept
  /// @param inputSide pixels of the short side of the model's input, which is what a change is
  ///     relative to: noise on a large photo would be gone when it is shrunk
  /// @param seed of the picture, where chance plays a part
  Pixels apply(Pixels picture, int inputSide, long seed);
}
