package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryState;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.CommitSnapshot;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;

/// Copies the index of a library, without thumbnails, label sets and concepts.
public final class LibraryCopy {
  private LibraryCopy() {}

  /// Copies the newest commit; another program may write to the library at the same time.
  ///
  /// @param from a library; only read
  /// @param to an empty or missing folder
  /// @param vectors storage of the vectors in the copy, which has one segment
  /// @throws LibraryException if there is no library, or the copy cannot be written
  public static void of(Path from, Path to, VectorStorage vectors) {
    try (var snapshot = CommitSnapshot.open(from);
        var reader = DirectoryReader.open(snapshot)) {
      LibraryState state = LibraryState.read(reader, from);
      try (var writer = LibraryWriter.open(to, state.model())) {
        writer.inBulk(
            index -> {
              index.addIndexes(new Directory[] {snapshot});
              return true;
            });
        writer.setState(state);
        writer.compact(vectors);
      }
    } catch (IOException e) {
      throw LibraryException.damaged(from, e);
    }
  }
}
