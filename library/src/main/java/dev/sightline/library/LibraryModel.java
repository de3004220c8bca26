package dev.sightline.library;

/// Which model's vectors a library holds. The library does not know models, it only refuses to mix.
///
/// @param name what people call the model
/// @param imageFingerprint what made the vectors; vectors compare only when this is equal
/// @param textFingerprint what made the questions' vectors; may change without harm
/// @param dimension numbers of a vector
/// @param location where the model lay when the library was last written; a hint, for finding it
public record LibraryModel(
    String name, String imageFingerprint, String textFingerprint, int dimension, String location) {

  private static final String SYNTHETIC = "synthetic-";

  /// What stands for the model of vectors that no model made, or of which nobody knows which one:
  /// they can be measured, not searched.
  public static LibraryModel synthetic(int dimension) {
    String name = SYNTHETIC + dimension;
    return new LibraryModel(name, name, name, dimension, "");
  }

  /// Whether this stands for no model.
  public boolean isSynthetic() {
    return imageFingerprint.startsWith(SYNTHETIC);
  }

  /// Refuses vectors of another model.
  ///
  /// @param other the model that is going to be used with the library of this one
  /// @param place the library's folder or address, for the message
  /// @throws LibraryException if the image sides differ
  public void requireComparableWith(LibraryModel other, Object place) {
    if (!imageFingerprint.equals(other.imageFingerprint())) {
      throw LibraryException.otherModel(place, this, other);
    }
  }
}
