package dev.sightline.library;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A library that cannot be opened or written: absent, not a library, damaged, of another model, of
/// a newer version, or held by another program. The message states the problem and what to do;
/// nothing that was stored has changed.
public final class LibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why a library cannot be used.
  public enum Reason {
    /// The folder has no library.
    ABSENT,
    /// The folder contains something else.
    NOT_A_LIBRARY,
    /// Its vectors were made by another model.
    OTHER_MODEL,
    /// Its vectors are stored in another way.
    OTHER_VECTORS,
    /// It was written by a newer Sightline.
    NEWER,
    /// It was written by a version of Sightline whose libraries are no longer supported.
    OLDER,
    /// Another program is writing to it.
    HELD,
    /// Reading or writing failed.
    DAMAGED,
    /// It is on a server that does not answer or denies access.
    UNREACHABLE
  }

  private final Reason reason;

  LibraryException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// An exception for a library that is not in a folder of this machine.
  ///
  /// @param message what is wrong, where, and what to do
  public static LibraryException elsewhere(Reason reason, String message) {
    return new LibraryException(reason, message, null);
  }

  /// An exception with a cause for a library that is not in a folder of this machine.
  ///
  /// @param message what is wrong, where, and what to do
  public static LibraryException elsewhere(Reason reason, String message, Throwable cause) {
    return new LibraryException(reason, message, cause);
  }

  /// Why the library cannot be used.
  public Reason reason() {
    return reason;
  }

  /// There is no library in a folder.
  public static LibraryException absent(Path folder) {
    return new LibraryException(
        Reason.ABSENT,
        "There is no library in %s. Make one with: sightline index FOLDER --library %s"
            .formatted(folder, folder),
        null);
  }

  /// A location holds something else.
  ///
  /// @param found what the location contains, for the message
  public static LibraryException notALibrary(Object folder, String found) {
    return new LibraryException(
        Reason.NOT_A_LIBRARY,
        "%s is not a Sightline library: %s. Choose an empty folder, or one that a library was made in."
            .formatted(folder, found),
        null);
  }

  static LibraryException otherModel(Object folder, LibraryModel library, LibraryModel asked) {
    boolean sameName = library.name().equals(asked.name());
    String how =
        sameName
            ? "the model's files, its preprocessing or its variant have changed since"
            : "the model asked for is '%s'".formatted(asked.name());
    String advice =
        sameName
            ? "put the model's files back as they were"
            : "use --model %s".formatted(library.name());
    return new LibraryException(
        Reason.OTHER_MODEL,
        """
        The library in %s was made with model '%s' (fingerprint %s), but %s (fingerprint %s). \
        Vectors of two models cannot be compared: %s, or index into another folder with \
        --library.\
        """
            .formatted(
                folder,
                library.name(),
                library.imageFingerprint(),
                how,
                asked.imageFingerprint(),
                advice),
        null);
  }

  /// Two libraries that were to be merged have different models.
  public static LibraryException twoModels(
      Path folder, LibraryModel library, Path other, LibraryModel otherModel) {
    return new LibraryException(
        Reason.OTHER_MODEL,
        """
        %s was made with model '%s' (fingerprint %s), %s with '%s' (fingerprint %s). Vectors of \
        two models cannot be compared: index one of them again with the other's model.\
        """
            .formatted(
                folder,
                library.name(),
                library.imageFingerprint(),
                other,
                otherModel.name(),
                otherModel.imageFingerprint()),
        null);
  }

  /// A library stores its vectors in another way than requested.
  public static LibraryException otherVectors(
      Path folder, VectorStorage kept, VectorStorage asked) {
    return new LibraryException(
        Reason.OTHER_VECTORS,
        """
        The library in %s keeps its vectors as %s, not %s. Change that with: \
        sightline library compact --vectors %s --library %s\
        """
            .formatted(folder, kept.text(), asked.text(), asked.text(), folder),
        null);
  }

  static LibraryException newer(Object folder, int found, int known) {
    return new LibraryException(
        Reason.NEWER,
        """
        The library in %s has schema version %d; this Sightline knows versions up to %d. \
        Use a newer Sightline for it.\
        """
            .formatted(folder, found, known),
        null);
  }

  static LibraryException older(Object folder, int found, int known) {
    return new LibraryException(
        Reason.OLDER,
        """
        The library in %s has schema version %d; this Sightline reads version %d. Index the \
        photos into a new one: sightline index FOLDER --library NEW\
        """
            .formatted(folder, found, known),
        null);
  }

  /// Another program holds the write lock of a library.
  public static LibraryException held(Path folder) {
    return new LibraryException(
        Reason.HELD,
        """
        Another program is writing to the library in %s%s. Wait until it is done, or stop it; \
        searching goes on meanwhile.\
        """
            .formatted(folder, WriterLockInfo.holderOf(folder).map(": "::concat).orElse("")),
        null);
  }

  /// The files of a library cannot be read or written.
  public static LibraryException damaged(Path folder, IOException cause) {
    return new LibraryException(
        Reason.DAMAGED,
        """
        The library in %s cannot be read or written: %s. If the disk is full or not there, mend \
        that first; if files were cut short, restore the folder from a copy or index again.\
        """
            .formatted(folder, cause),
        cause);
  }
}
