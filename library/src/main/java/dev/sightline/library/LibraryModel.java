package dev.sightline.library;

/// The model of a library's vectors. The library only compares fingerprints, to prevent vectors of
/// different models from being mixed.
///
/// @param name name of the model
/// @param imageFingerprint identifies what made the vectors; vectors are comparable only when it is
///     equal
/// @param textFingerprint identifies what makes the vectors of queries; it may change
/// @param dimension dimension of a vector
/// @param location the folder of the model when the library was last written, as a hint for finding
///     it
public record LibraryModel(
    String name, String imageFingerprint, String textFingerprint, int dimension, String location) {

  private static final String SYNTHETIC = "synthetic-";

  /// A placeholder for vectors of an unknown model, or of none. They can be measured but not
  /// searched.
  public static LibraryModel synthetic(int dimension) {
    String name = SYNTHETIC + dimension;
    return new LibraryModel(name, name, name, dimension, "");
  }

  /// Whether this is the placeholder.
  public boolean isSynthetic() {
    return imageFingerprint.startsWith(SYNTHETIC);
  }

  /// Checks that vectors of another model are comparable.
  ///
  /// @param other the model to be used with the library
  /// @param place the library's folder or address, for the message
  /// @throws LibraryException if the image sides differ
  public void requireComparableWith(LibraryModel other, Object place) {
    if (!imageFingerprint.equals(other.imageFingerprint())) {
      throw LibraryException.otherModel(place, this, other);
    }
  }
}
