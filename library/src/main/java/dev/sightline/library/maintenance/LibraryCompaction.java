package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;

/// Compacts a library: one segment without deleted documents, and no thumbnails of removed images.
public final class LibraryCompaction {
  private LibraryCompaction() {}

  /// The result of a compaction.
  ///
  /// @param before files on disk before
  /// @param after files on disk after
  /// @param orphans thumbnails deleted
  public record Outcome(
      LibraryReader.Statistics before, LibraryReader.Statistics after, int orphans) {}

  /// Compacts the library in a folder; other programs may search it at the same time.
  ///
  /// @throws LibraryException if it cannot be opened or written, or another program writes to it
  public static Outcome run(Path folder) {
    return run(folder, LibraryWriter::compact);
  }

  /// Compacts the library and changes the storage of its vectors. The full vectors stay, so that
  /// nothing is lost.
  ///
  /// @throws LibraryException as [#run(Path)]; the library stays unchanged
  public static Outcome run(Path folder, VectorStorage vectors) {
    return run(folder, writer -> writer.compact(vectors));
  }

  private static Outcome run(Path folder, Consumer<LibraryWriter> compacting) {
    try (var writer = LibraryWriter.openExisting(folder);
        var reader = LibraryReader.open(folder)) {
      var before = reader.statistics();
      compacting.accept(writer);
      reader.refresh();
      return new Outcome(before, reader.statistics(), dropOrphans(folder, reader));
    }
  }

  private static int dropOrphans(Path folder, LibraryReader reader) {
    var thumbnails = reader.thumbnails();
    var orphans = new ArrayList<String>();
    try {
      thumbnails.forEach(
          id -> {
            if (!reader.contains(id)) {
              orphans.add(id);
            }
          });
      for (String id : orphans) {
        thumbnails.delete(id);
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
    return orphans.size();
  }
}
