package dev.sightline.models.store.catalogue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model could not be downloaded, installed or removed. The message tells the user what happened,
/// to which file, and what to do. No model folder was created.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// A server answered with an HTTP error.
  ///
  /// @param status the HTTP status
  public static StoreException refused(CatalogueEntry entry, String file, Object from, int status) {
    return new StoreException(
        """
        Model file %s is not to be had at %s: HTTP status %d, expected 200. \
        Nothing was installed. Try again later, or take the files from elsewhere: \
        sightline models pull %s --from URL|DIR\
        """
            .formatted(file, from, status, entry.name()),
        null);
  }

  /// A downloaded file does not have the size or the SHA-256 of the catalogue.
  public static StoreException different(
      CatalogueEntry entry, String file, Object from, String expected, String found) {
    return new StoreException(
        """
        Model file %s from %s is not the one the catalogue knows: expected %s, found %s. \
        It was thrown away and nothing was installed. Run it again, or take the files from \
        elsewhere: sightline models pull %s --from URL|DIR\
        """
            .formatted(file, from, expected, found, entry.name()),
        null);
  }

  /// A download failed in every attempt.
  public static StoreException downloadFailed(
      CatalogueEntry entry, String file, Object from, int attempts, Throwable cause) {
    return new StoreException(
        """
        Model file %s could not be read whole from %s, after %d attempts: %s. \
        Nothing was installed; what arrived is kept. Go on where it stopped with: \
        sightline models pull %s\
        """
            .formatted(file, from, attempts, reason(cause), entry.name()),
        cause);
  }

  /// A folder to install from lacks a file.
  public static StoreException missing(CatalogueEntry entry, String file, Path from) {
    return new StoreException(
        """
        Model file %s is not there. Nothing was installed. \
        Copy %s into that folder, or name another with: sightline models pull %s --from URL|DIR\
        """
            .formatted(from, file, entry.name()),
        null);
  }

  /// A model file cannot be read.
  public static StoreException unreadable(String file, Path from, Throwable cause) {
    return new StoreException(
        "Model file %s cannot be read at %s: %s. Check its permissions and its disk."
            .formatted(file, from, reason(cause)),
        cause);
  }

  /// A downloaded file cannot be written.
  public static StoreException unwritable(Path file, Throwable cause) {
    return new StoreException(
        """
        %s cannot be written: %s. Nothing was installed. \
        Make room or mend the permissions, then run it again: it goes on where it stopped.\
        """
            .formatted(file, reason(cause)),
        cause);
  }

  /// A file of the store cannot be written.
  public static StoreException storeNotWritable(Path file, Throwable cause) {
    return new StoreException(
        """
        %s cannot be written: %s. Nothing was changed. \
        Make room or mend the permissions, then run it again.\
        """
            .formatted(file, reason(cause)),
        cause);
  }

  /// A file of a removed model cannot be deleted.
  public static StoreException undeletable(Path file, Throwable cause) {
    return new StoreException(
        """
        %s cannot be deleted: %s. Mend its permissions, then run it again; \
        what is left of the model is not used.\
        """
            .formatted(file, reason(cause)),
        cause);
  }

  /// The name of a model is in use.
  public static StoreException taken(String name, Path by) {
    return new StoreException(
        """
        There is a model '%s' already: %s. Nothing was changed. \
        Choose another name with --name, or first run: sightline models remove %s\
        """
            .formatted(name, by, name),
        null);
  }

  /// A file of the store is damaged.
  public static StoreException damagedFile(Path file, Throwable cause) {
    return new StoreException(
        "%s cannot be used: %s. Delete it; it is made again with: sightline models add|use"
            .formatted(file, reason(cause)),
        cause);
  }

  /// The disk has too little space.
  ///
  /// @param needed bytes needed
  /// @param free bytes free
  public static StoreException diskFull(CatalogueEntry entry, Path store, long needed, long free) {
    return new StoreException(
        """
        There is no room for %s in %s: expected %s free, found %s. \
        Nothing was installed. Make room, then run it again.\
        """
            .formatted(
                entry.name(),
                store,
                CatalogueEntry.megabytes(needed),
                CatalogueEntry.megabytes(free)),
        null);
  }

  /// The folder of a model to install holds something else.
  public static StoreException folderOccupied(Path folder, String problem) {
    return new StoreException(
        """
        %s is in the way: %s. Nothing was installed. \
        Move it elsewhere or delete it, then run it again.\
        """
            .formatted(folder, problem),
        null);
  }

  /// Another process is downloading the same model.
  public static StoreException busy(String model) {
    return new StoreException(
        "Another sightline is pulling %s just now. Wait for it, or stop it.".formatted(model),
        null);
  }

  /// The download was stopped.
  public static StoreException interrupted(CatalogueEntry entry) {
    return new StoreException(
        "Pulling %s was stopped; run it again to go on.".formatted(entry.name()), null);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : "%s (%s)".formatted(message, kind);
  }
}
