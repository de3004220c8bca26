package dev.sightline.library;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A library that cannot be opened or written: absent, not a library, damaged, of another model, of
/// a newer version, or held by another program. The message says which and what to do; nothing that
/// was stored has been touched.
public final class LibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why it cannot be used.
  public enum Reason {
    /// There is no library in that folder.
    ABSENT,
    /// The folder holds something else.
    NOT_A_LIBRARY,
    /// Its vectors were made by another model.
    OTHER_MODEL,
    /// Its vectors are kept another way.
    OTHER_VECTORS,
    /// It was written by a newer Sightline.
    NEWER,
    /// It was written by a Sightline whose libraries are not read any more.
    OLDER,
    /// Another program is writing to it.
    HELD,
    /// Reading or writing failed.
    DAMAGED,
    /// It is elsewhere, and nothing answers there or it does not let us in.
    UNREACHABLE
  }

  private final Reason reason;

  LibraryException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// What went wrong with a library that is not in a folder of this machine.
  ///
  /// @param message says what, where, and what to do
  public static LibraryException elsewhere(Reason reason, String message) {
    return new LibraryException(reason, message, null);
  }

  /// The same, with its cause.
  ///
  /// @param message says what, where, and what to do
  public static LibraryException elsewhere(Reason reason, String message, Throwable cause) {
    return new LibraryException(reason, message, cause);
  }

  /// Why the library cannot be used.
  public Reason reason() {
    return reason;
  }

  public static LibraryException absent(Path folder) {
    return new LibraryException(
        Reason.ABSENT,
        "There is no library in %s. Make one with: sightline index FOLDER --library %s"
            .formatted(folder, folder),
        null);
  }

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
