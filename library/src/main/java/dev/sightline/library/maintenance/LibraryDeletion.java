package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.WriterLockInfo;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/// Deletes a library, also a damaged one: the files of Lucene in `index/`, those of Sightline in
/// `thumbnails/`, and then the empty folders. Other files stay and are reported. The photos are not
/// changed.
public final class LibraryDeletion {
  /// Names of Lucene's files with the extensions of its formats; `_1.jpg` is not one.
  private static final Pattern LUCENE =
      Pattern.compile(
          "(?:pending_)?segments_[0-9a-z]+|write\\.lock"
              + "|_[0-9a-z]+_Lucene\\w+\\.\\w+"
              + "|_[0-9a-z]+(?:_[0-9a-z]+)?\\.(?:si|cfs|cfe|fnm|fd[tmx]|liv|nv[dm]|kd[dim]|tv[dmx])"
              + "|_[0-9a-z]+_[0-9A-Za-z_]+\\.tmp");

  private static final Pattern THUMBNAIL = Pattern.compile("[0-9a-f]{4,64}.*\\.(?:jpg|part)");
  private static final Pattern LEARNED = Pattern.compile(".+\\.(?:txt|npy|json)");
  private static final Pattern TWO_DIGITS = Pattern.compile("[0-9a-f]{2}");

  private LibraryDeletion() {}

  /// The result of a deletion.
  ///
  /// @param bytes of the files deleted
  /// @param left other files in the folders, in order of name
  public record Outcome(long bytes, List<Path> left) {
    /// Copies the list.
    public Outcome {
      left = List.copyOf(left);
    }
  }

  /// Deletes the library in a folder.
  ///
  /// @throws LibraryException if there is none, or another program is writing to it
  public static Outcome delete(Path folder) {
    Path index = LibraryFolder.index(folder);
    requireLibrary(folder, index);
    try {
      long bytes = 0;
      try (var directory = FSDirectory.open(index);
          var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
        // The list of segments first, so that an interrupted deletion leaves no incomplete library
        // that can be opened.
        bytes += deleteIn(index, name -> name.startsWith("segments_"));
        bytes += deleteIn(index, name -> !name.equals(IndexWriter.WRITE_LOCK_NAME));
      }
      bytes += deleteIn(index, _ -> true);
      WriterLockInfo.delete(folder);
      Path thumbnails = LibraryFolder.thumbnails(folder);
      for (Path inner : entries(thumbnails)) {
        if (TWO_DIGITS.matcher(inner.getFileName().toString()).matches()) {
          bytes += delete(inner, THUMBNAIL, _ -> true);
          deleteIfEmpty(inner);
        }
      }
      Path learned = LibraryFolder.learned(folder);
      for (Path inner : entries(learned)) {
        bytes += delete(inner, LEARNED, _ -> true);
        deleteIfEmpty(inner);
      }
      deleteIfEmpty(learned);
      deleteIfEmpty(index);
      deleteIfEmpty(thumbnails);
      deleteIfEmpty(folder);
      return new Outcome(bytes, remainingFiles(folder, index, thumbnails, learned));
    } catch (LockObtainFailedException e) {
      throw LibraryException.held(folder);
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private static void requireLibrary(Path folder, Path index) {
    try {
      if (entries(index).stream()
          .map(it -> it.getFileName().toString())
          .noneMatch(name -> name.startsWith("segments_") || name.endsWith(".si"))) {
        throw LibraryException.absent(folder);
      }
      if (LibraryFolder.holdsIndex(folder)) {
        LibraryReader.open(folder)
            .close(); // otherwise a Lucene index of another program would be deleted
      }
    } catch (LibraryException e) {
      if (e.reason() != LibraryException.Reason.DAMAGED
          && e.reason() != LibraryException.Reason.NEWER) {
        throw e;
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private static long deleteIn(Path index, Predicate<String> chosen) throws IOException {
    return delete(index, LUCENE, chosen);
  }

  private static long delete(Path folder, Pattern ours, Predicate<String> chosen)
      throws IOException {
    long bytes = 0;
    for (Path file : entries(folder)) {
      String name = file.getFileName().toString();
      if (ours.matcher(name).matches() && chosen.test(name) && Files.isRegularFile(file)) {
        bytes += Files.size(file);
        Files.delete(file);
      }
    }
    return bytes;
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // what is left is reported
    }
  }

  /// The other files by name, without the content of other folders.
  private static List<Path> remainingFiles(Path folder, Path... ours) throws IOException {
    var left = new ArrayList<>(entries(folder));
    for (Path inner : ours) {
      if (left.remove(inner)) {
        List<Path> strangers = entries(inner);
        left.addAll(strangers.isEmpty() ? List.of(inner) : strangers);
      }
    }
    left.sort(null);
    return left;
  }
}
