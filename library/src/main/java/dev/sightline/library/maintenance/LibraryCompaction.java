package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;

/// Makes a library as small as it can be: one segment without deleted documents, and no thumbnails
/// of images that it does not hold any more.
public final class LibraryCompaction {
  private LibraryCompaction() {}

  /// What was done.
  ///
  /// @param before how the library lay on disk
  /// @param after how it lies now
  /// @param orphans thumbnails deleted
  public record Outcome(
      LibraryReader.Statistics before, LibraryReader.Statistics after, int orphans) {}

  /// Compacts the library in a folder; another program may search it meanwhile.
  ///
  /// @throws LibraryException if it cannot be opened or written, or another program writes to it
  public static Outcome run(Path folder) {
    return run(folder, LibraryWriter::compact);
  }

  /// The same, keeping vectors another way from now on. The full ones stay, so that nothing is lost
  /// by it.
  ///
  /// @throws LibraryException as [#run(Path)]; the library stays as it was
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
