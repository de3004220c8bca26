package dev.sightline.library.lucene;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/// The open files of one commit, as a Lucene directory: they stay readable when another program
/// writes to the library and deletes them. Nothing is written and no lock is taken, so that it also
/// works on read-only media.
public final class CommitSnapshot extends FilterDirectory {
  /// A commit may be deleted between being found and being opened.
  private static final int ATTEMPTS = 5;

  private final Map<String, IndexInput> files = new HashMap<>();

  private CommitSnapshot(Directory directory) {
    super(directory);
  }

  /// Opens the newest commit of a library.
  ///
  /// @throws dev.sightline.library.LibraryException if there is no library
  /// @throws IOException if it cannot be read
  public static CommitSnapshot open(Path folder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      var snapshot = new CommitSnapshot(LibraryFolder.open(folder));
      try {
        snapshot.openFiles();
        return snapshot;
      } catch (NoSuchFileException | FileNotFoundException e) {
        snapshot.close();
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        snapshot.close();
        throw e;
      }
    }
  }

  private void openFiles() throws IOException {
    try (var reader = DirectoryReader.open(in)) {
      for (String name : reader.getIndexCommit().getFileNames()) {
        files.put(name, in.openInput(name, IOContext.DEFAULT));
      }
    }
  }

  @Override
  public String[] listAll() {
    return files.keySet().stream().sorted().toArray(String[]::new);
  }

  @Override
  public long fileLength(String name) throws IOException {
    return file(name).length();
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    return file(name).clone();
  }

  private IndexInput file(String name) throws IOException {
    IndexInput file = files.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  /// Open files need no lock.
  @Override
  public Lock obtainLock(String name) {
    return new Lock() {
      @Override
      public void ensureValid() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() throws IOException {
    try {
      IOUtils.close(files.values());
    } finally {
      super.close();
    }
  }
}
