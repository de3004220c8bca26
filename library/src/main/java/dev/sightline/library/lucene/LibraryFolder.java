package dev.sightline.library.lucene;

import dev.sightline.library.LibraryException;
import dev.sightline.library.WriterLockInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;

/// The folder of a library: `index/` for Lucene, `thumbnails/`, `learned/` for label sets and
/// concepts, and the file of [WriterLockInfo] while a program writes. A new library requires that
/// the folder has nothing else, so that a mistyped `--library` cannot mix with other files. The
/// content of the first two folders is checked as well, because Lucene deletes files that look like
/// its own, such as `_1.jpg`.
public final class LibraryFolder {
  private static final Optional<ReadAdvice> RESCORING = Optional.of(ReadAdvice.RANDOM);

  private static final String INDEX = "index";
  private static final String THUMBNAILS = "thumbnails";
  private static final String LEARNED = "learned";

  /// Files of a library whose creation was interrupted.
  private static final Pattern UNFINISHED = Pattern.compile("write\\.lock|pending_segments_\\w+");

  private static final Pattern THUMBNAIL_FOLDER = Pattern.compile("[0-9a-f]{2}");

  private LibraryFolder() {}

  /// The folder of the Lucene index.
  public static Path index(Path folder) {
    return folder.resolve(INDEX);
  }

  /// The folder of label sets and concepts.
  public static Path learned(Path folder) {
    return folder.resolve(LEARNED);
  }

  /// The folder of the thumbnails.
  public static Path thumbnails(Path folder) {
    return folder.resolve(THUMBNAILS);
  }

  /// Opens the Lucene directory of a library that exists.
  ///
  /// @throws LibraryException if there is none, or its list of segments is missing
  static Directory open(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw LibraryException.absent(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw LibraryException.notALibrary(folder, "it is a file");
    }
    if (!holdsIndex(folder)) {
      requireNoOtherFiles(folder);
      throw LibraryException.absent(folder);
    }
    Directory directory = FSDirectory.open(index(folder));
    if (directory instanceof MMapDirectory mapped) {
      mapped.setReadAdvice((file, _) -> isRescoredWith(file) ? RESCORING : Optional.empty());
    }
    return directory;
  }

  /// Full vectors of a quantized field are read at random, to rescore the results of a graph
  /// search. With the read-ahead of 128 KiB of the operating system, the first query over a million
  /// images took seconds (`docs/explanation/performance/library-growth.md`, "A cold library").
  private static boolean isRescoredWith(String file) {
    return file.endsWith(".vec") && file.contains("Quantized");
  }

  /// Prepares a folder for the first commit.
  ///
  /// @throws LibraryException if it contains something else
  static Directory create(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw LibraryException.notALibrary(folder, "it is a file");
      }
      requireNoOtherFiles(folder);
    }
    Files.createDirectories(index(folder));
    return FSDirectory.open(index(folder));
  }

  /// Whether a folder contains a library with at least one commit.
  ///
  /// @throws IOException if the folder cannot be read
  public static boolean holdsIndex(Path folder) throws IOException {
    if (!Files.isDirectory(index(folder))) {
      return false;
    }
    try (var directory = FSDirectory.open(index(folder))) {
      return DirectoryReader.indexExists(directory);
    }
  }

  private static void requireNoOtherFiles(Path folder) throws IOException {
    if (firstOf(index(folder), name -> name.endsWith(".si")).isPresent()) {
      throw LibraryException.damaged(
          folder, new IOException("the list of its segments, index/segments_N, is missing"));
    }
    Optional<String> stranger =
        firstOf(
                folder,
                name -> !Set.of(INDEX, THUMBNAILS, LEARNED, WriterLockInfo.NAME).contains(name))
            .or(() -> firstIn(folder, INDEX, UNFINISHED))
            .or(() -> firstIn(folder, THUMBNAILS, THUMBNAIL_FOLDER));
    if (stranger.isPresent()) {
      throw LibraryException.notALibrary(folder, "it holds " + stranger.get());
    }
  }

  private static Optional<String> firstIn(Path folder, String inner, Pattern expected) {
    Path path = folder.resolve(inner);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      return Optional.of(inner);
    }
    return firstOf(path, name -> !expected.matcher(name).matches()).map(name -> inner + "/" + name);
  }

  /// The first name in a folder that matches, in alphabetical order; empty when the folder does not
  /// exist.
  private static Optional<String> firstOf(Path folder, Predicate<String> fits) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(fits)
          .min(Comparator.naturalOrder());
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }
}
