package dev.sightline.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The folder a library lives in: `index/` for Lucene, `thumbnails/` for small pictures. Nothing
/// else may lie there, so that a mistyped `--library` never mixes with someone's files.
final class LibraryFolder {
  private static final String INDEX = "index";
  private static final String THUMBNAILS = "thumbnails";

  private LibraryFolder() {}

  static Path index(Path folder) {
    return folder.resolve(INDEX);
  }

  static Path thumbnails(Path folder) {
    return folder.resolve(THUMBNAILS);
  }

  /// Opens the Lucene directory of a library that exists.
  ///
  /// @throws LibraryException if there is none
  static Directory open(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw LibraryException.absent(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw LibraryException.notALibrary(folder, "it is a file");
    }
    if (!holdsIndex(folder)) {
      List<String> strangers = strangers(folder);
      if (strangers.isEmpty()) {
        throw LibraryException.absent(folder);
      }
      throw LibraryException.notALibrary(folder, "it holds " + strangers.getFirst());
    }
    return FSDirectory.open(index(folder));
  }

  /// Makes the folder ready for a first commit.
  ///
  /// @throws LibraryException if it holds something else
  static Directory create(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw LibraryException.notALibrary(folder, "it is a file");
      }
      List<String> strangers = strangers(folder);
      if (!strangers.isEmpty()) {
        throw LibraryException.notALibrary(folder, "it holds " + strangers.getFirst());
      }
    }
    Files.createDirectories(index(folder));
    return FSDirectory.open(index(folder));
  }

  static boolean holdsIndex(Path folder) throws IOException {
    if (!Files.isDirectory(index(folder))) {
      return false;
    }
    try (var directory = FSDirectory.open(index(folder))) {
      return DirectoryReader.indexExists(directory);
    }
  }

  private static List<String> strangers(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !Set.of(INDEX, THUMBNAILS).contains(name))
          .sorted()
          .limit(1)
          .toList();
    }
  }
}
