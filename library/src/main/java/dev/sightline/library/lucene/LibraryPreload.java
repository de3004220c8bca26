package dev.sightline.library.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads the files of a library once from beginning to end, so that they are in the file cache of
/// the operating system. The first query would otherwise read the graph and its vectors at random
/// positions of the disk: 1.8 s over a million images against 0.1 s
/// (`docs/explanation/performance/library-growth.md`, "A cold library").
public final class LibraryPreload {
  /// Largest share of the machine's memory that a library may take; a larger one would displace
  /// other cached files.
  private static final double SHARE_OF_MEMORY = 0.5;

  private static final int BUFFER_BYTES = 1 << 20;

  private LibraryPreload() {}

  /// Reads all files, at the speed of the disk. Files that cannot be read are skipped; queries
  /// report them.
  ///
  /// @param folder the library's folder
  /// @return bytes read; 0 where the library takes more than half of the machine's memory
  public static long run(Path folder) {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return run(folder, (long) (SHARE_OF_MEMORY * system.getTotalMemorySize()));
  }

  static long run(Path folder, long most) {
    try (Stream<Path> listed = Files.list(LibraryFolder.index(folder))) {
      List<Path> files = listed.toList();
      long all = files.stream().mapToLong(it -> it.toFile().length()).sum();
      return all > most ? 0 : read(files);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long read(List<Path> files) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    long bytes = 0;
    for (Path file : files) {
      try (var channel = FileChannel.open(file)) {
        for (int read = channel.read(buffer.clear());
            read >= 0;
            read = channel.read(buffer.clear())) {
          bytes += read;
        }
      } catch (IOException e) {
        // A commit or a merge may have deleted it.
      }
    }
    return bytes;
  }
}
