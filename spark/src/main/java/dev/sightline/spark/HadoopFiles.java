package dev.sightline.spark;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/// Files of whatever file system Hadoop knows.
final class HadoopFiles {
  /// How often a file is read before it counts as unreadable: a data node may just have gone.
  private static final int ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 500;
  private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private HadoopFiles() {}

  /// The path that a file goes by in a library: of a file of this machine its own, so that it is
  /// found there; of others `/SCHEME/AUTHORITY/PATH`, which is absolute, and which
  /// `library move-root` can turn into where people see it.
  static String pathOf(Path file) {
    URI uri = file.toUri();
    String scheme = uri.getScheme();
    if (scheme == null || scheme.equals("file")) {
      return new File(uri.getPath()).toString();
    }
    String authority = uri.getAuthority();
    return "/%s/%s%s".formatted(scheme, authority == null ? "" : authority, uri.getPath());
  }

  /// The same of a name that somebody wrote beside bytes, and that need not be a file.
  static String pathOf(String name) {
    if (HAS_SCHEME.matcher(name).matches()) {
      return pathOf(new Path(name));
    }
    return name.startsWith("/") ? name : "/" + name;
  }

  /// What a file goes by in a job.
  static org.apache.spark.sql.Row row(FileStatus file) {
    Path path = file.getPath();
    return ImageRow.of(path.toString(), pathOf(path), file.getLen(), file.getModificationTime());
  }

  /// All bytes of a file.
  ///
  /// @throws FileNotFoundException if there is none
  /// @throws IOException if it cannot be read, also not at the third attempt
  static byte[] read(Path file, Configuration hadoop) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = file.getFileSystem(hadoop).open(file)) {
        return in.readAllBytes();
      } catch (FileNotFoundException | AccessControlException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(IOException e) throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  /// A file system that leaves no checksum files beside what it writes.
  static FileSystem of(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    files.setWriteChecksum(false);
    return files;
  }
}
