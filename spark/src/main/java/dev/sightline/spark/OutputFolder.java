package dev.sightline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// The folder that a job writes, in parts that have numbers:
///
/// - `img_emb/img_emb_N.npy` and `metadata/metadata_N.parquet`: the images, as `library export`
///   writes them and `library import` takes them; none where no picture of a part could be read
/// - `quarantine/quarantine_N.parquet`: pictures that were set aside; none where there are none
/// - `_sightline/parts/N.json`: says that part N is whole. It is written last and appears at once;
///   what has none is taken for never written
/// - `_sightline/job.json`: what all parts have in common, see [JobManifest]
/// - `_sightline/attempts`: what tasks have written; the driver moves it to where it belongs, so
///   that of two attempts at one part never a file each is taken
final class OutputFolder {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.\\w+$");

  private final Path root;
  private final FileSystem files;

  private OutputFolder(Path root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  /// @throws JobException if Hadoop does not know such a file system
  static OutputFolder at(String folder, Configuration hadoop) {
    try {
      var path = new Path(folder);
      FileSystem files = HadoopFiles.of(path, hadoop);
      return new OutputFolder(files.makeQualified(path), files);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          "--output %s cannot be used: %s.".formatted(folder, e.getMessage()), e);
    }
  }

  /// The kinds of files that a part may have.
  enum Kind {
    /// A NumPy matrix.
    VECTORS("img_emb", ".npy"),
    /// A table of images.
    IMAGES("metadata", ".parquet"),
    /// A table of files that were set aside.
    QUARANTINE("quarantine", ".parquet");

    private final String folder;
    private final String ending;

    Kind(String folder, String ending) {
      this.folder = folder;
      this.ending = ending;
    }

    /// What a file of this kind is called.
    String fileName(int part) {
      return "%s_%d%s".formatted(folder, part, ending);
    }
  }

  Path root() {
    return root;
  }

  /// Where all files of a kind are.
  Path folder(Kind kind) {
    return new Path(root, kind.folder);
  }

  /// Where a part's file of a kind is, or would be.
  Path file(Kind kind, int part) {
    return new Path(folder(kind), kind.fileName(part));
  }

  /// Where a task may put what it has made.
  Path attempt(int part, long attempt) {
    return new Path(attempts(), "%d-%d".formatted(part, attempt));
  }

  private Path attempts() {
    return new Path(own(), "attempts");
  }

  private Path own() {
    return new Path(root, "_sightline");
  }

  private Path parts() {
    return new Path(own(), "parts");
  }

  private Path note() {
    return new Path(own(), "job.json");
  }

  /// Makes the folder ready for a job: what an earlier one has left unfinished is taken away.
  ///
  /// @throws JobException if it is of a job that differs, or of something else
  void prepare(JobManifest job) throws IOException {
    if (files.exists(note())) {
      JobManifest.read(new String(read(note()), StandardCharsets.UTF_8), root)
          .requireSame(job, root);
      removeUnfinished();
      return;
    }
    if (files.exists(root) && (!files.getFileStatus(root).isDirectory() || !isEmpty())) {
      throw new JobException(
          "%s is there and no job has written it. Name another folder with --output."
              .formatted(root));
    }
    writeAtOnce(note(), job.json());
  }

  /// Whether there is nothing in the folder, or only what a job that never began has left.
  private boolean isEmpty() throws IOException {
    for (FileStatus entry : files.listStatus(root)) {
      if (!entry.getPath().equals(own())) {
        return false;
      }
    }
    return true;
  }

  private void removeUnfinished() throws IOException {
    removeAttempts();
    Set<Integer> whole = parts(parts());
    for (Kind kind : Kind.values()) {
      for (int part : parts(folder(kind))) {
        if (!whole.contains(part)) {
          files.delete(file(kind, part), false);
        }
      }
    }
  }

  /// Takes away what tasks have written and nobody has moved.
  void removeAttempts() throws IOException {
    files.delete(attempts(), true);
  }

  /// Takes away all tables of what was set aside: a job then tries those pictures again.
  void forgetQuarantine() throws IOException {
    files.delete(folder(Kind.QUARANTINE), true);
  }

  /// The numbers of all parts that are whole.
  Set<Integer> whole() throws IOException {
    return parts(parts());
  }

  /// The numbers of parts that have a file of a kind, in order.
  ///
  /// Once a job is prepared these are whole.
  List<Integer> having(Kind kind) throws IOException {
    return List.copyOf(parts(folder(kind)));
  }

  private Set<Integer> parts(Path folder) throws IOException {
    var parts = new TreeSet<Integer>();
    try {
      for (FileStatus file : files.listStatus(folder)) {
        Matcher number = NUMBER.matcher(file.getPath().getName());
        if (number.find()) {
          parts.add(Integer.valueOf(number.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return parts; // nothing was written yet
    }
    return parts;
  }

  /// Moves what a task has written to where it belongs, and says that the part is whole.
  ///
  /// @throws IOException if it cannot be moved; the part is not whole then
  void commit(PartResult result) throws IOException {
    for (Kind kind : Kind.values()) {
      var made = new Path(result.attempt(), kind.fileName(result.part()));
      if (files.exists(made)) {
        rename(made, file(kind, result.part()));
      }
    }
    writeAtOnce(new Path(parts(), result.part() + ".json"), result.json());
    files.delete(new Path(result.attempt()), true);
  }

  private void rename(Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (files.exists(to) || !files.rename(from, to)) {
      throw new IOException(
          "%s cannot be moved to %s. Does another job write to this folder?".formatted(from, to));
    }
  }

  private void writeAtOnce(Path file, String text) throws IOException {
    var unfinished = new Path(file.getParent(), "." + file.getName() + ".part");
    files.mkdirs(file.getParent());
    try (OutputStream out = files.create(unfinished, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    rename(unfinished, file);
  }

  private byte[] read(Path file) throws IOException {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /// Copies a file of this machine into the folder.
  void put(java.nio.file.Path local, Path target) throws IOException {
    files.copyFromLocalFile(false, true, new Path(local.toUri()), target);
  }

  /// Copies a file of the folder to this machine.
  void fetch(Path file, java.nio.file.Path local) throws IOException {
    files.copyToLocalFile(false, file, new Path(local.toUri()), true);
  }
}
