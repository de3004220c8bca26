package dev.sightline.spark;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.indexer.pipeline.ImageEmbedder;
import dev.sightline.indexer.pipeline.ImageEmbedder.Embedded;
import dev.sightline.indexer.pipeline.ImageEmbedder.Input;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.exchange.NpyParquetPart;
import dev.sightline.library.exchange.QuarantineTable;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction2;

/// What an executor does with one part: reads its pictures, embeds them on as many threads as the
/// task has cores, and writes what came of them into a folder of this attempt.
final class PartTask
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<Row>, PartResult>
    implements Serializable {
  private static final long serialVersionUID = 1;

  /// Which Sightline sets files aside.
  private static final String VERSION = "0.1.0";

  private final ModelLocation place;
  private final JobManifest job;
  private final String output;
  private final int firstPart;
  private final Broadcast<SerializableConfiguration> hadoop;

  /// @param firstPart number of the part that partition 0 becomes
  /// @param hadoop sent to each executor once: it is large
  PartTask(
      ModelLocation place,
      JobManifest job,
      OutputFolder output,
      int firstPart,
      Broadcast<SerializableConfiguration> hadoop) {
    this.place = place;
    this.job = job;
    this.output = output.root().toString();
    this.firstPart = firstPart;
    this.hadoop = hadoop;
  }

  /// One for all tasks of an executor: what decoders its system has is looked for once.
  private static final class Decoding {
    static final ImageDecoder BY_THIS_MACHINE = ImageDecoder.create(DecodeLimits.DEFAULT);

    private Decoding() {}
  }

  @Override
  public PartResult apply(TaskContext task, scala.collection.Iterator<Row> rows) {
    int part = firstPart + task.partitionId();
    if (!rows.hasNext()) {
      return PartResult.nothing(part);
    }
    var embedder =
        new ImageEmbedder(
            place.open(hadoop.value().value(), job.fingerprint()),
            Decoding.BY_THIS_MACHINE,
            DecodeLimits.DEFAULT,
            IndexSettings.usual(VERSION).withThreads(task.cpus()).withFullDecode(job.fullDecode()));
    Embedded embedded = embedder.embed(new Pictures(task, rows, hadoop.value().value()));
    try {
      return write(embedded, part, task.taskAttemptId());
    } catch (IOException e) {
      throw new UncheckedIOException("writing part %d to %s".formatted(part, output), e);
    }
  }

  private PartResult write(Embedded embedded, int part, long attempt) throws IOException {
    var folder = OutputFolder.at(output, hadoop.value().value());
    Path target = folder.attempt(part, attempt);
    java.nio.file.Path local = Files.createTempDirectory("sightline-part-");
    try {
      if (!embedded.images().isEmpty()) {
        java.nio.file.Path npy = local.resolve(OutputFolder.Kind.VECTORS.fileName(part));
        java.nio.file.Path table = local.resolve(OutputFolder.Kind.IMAGES.fileName(part));
        int count = embedded.images().size();
        try (var images = NpyParquetPart.create(npy, table, count, job.dimension(), job.half())) {
          for (StoredVector it : embedded.images()) {
            images.add(it);
          }
        }
      }
      if (!embedded.quarantined().isEmpty()) {
        QuarantineTable.write(
            local.resolve(OutputFolder.Kind.QUARANTINE.fileName(part)), embedded.quarantined());
      }
      for (OutputFolder.Kind kind : OutputFolder.Kind.values()) {
        java.nio.file.Path made = local.resolve(kind.fileName(part));
        if (Files.exists(made)) {
          folder.put(made, new Path(target, kind.fileName(part)));
        }
      }
    } finally {
      LocalFolders.delete(local);
    }
    return new PartResult(
        part,
        target.toString(),
        embedded.images().size(),
        embedded.quarantined().size(),
        embedded.encoded());
  }

  /// The pictures of a part, each path once. Ends when Spark wants the task to.
  private static final class Pictures implements Iterator<Input> {
    private final TaskContext task;
    private final scala.collection.Iterator<Row> rows;
    private final Configuration hadoop;
    private final Set<String> seen = new HashSet<>();
    private @Nullable Row ahead;

    Pictures(TaskContext task, scala.collection.Iterator<Row> rows, Configuration hadoop) {
      this.task = task;
      this.rows = rows;
      this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
      if (task.isInterrupted()) {
        throw new TaskKilledException("the job was stopped");
      }
      while (ahead == null && rows.hasNext()) {
        Row row = rows.next();
        if (seen.add(row.getAs(ImageRow.PATH))) {
          ahead = row;
        }
      }
      return ahead != null;
    }

    @Override
    public Input next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException("no more rows in this part");
      }
      Row row = ahead;
      ahead = null;
      return picture(row);
    }

    private Input picture(Row row) {
      String path = row.getAs(ImageRow.PATH);
      long bytes = row.<Long>getAs(ImageRow.BYTES);
      long modified = row.<Long>getAs(ImageRow.MODIFIED);
      return new Input(
          new IndexedFile(StoredPath.read(path), bytes, modified, ""), source(row, path, bytes));
    }

    private ImageSource source(Row row, String path, long bytes) {
      if (row.schema().length() > ImageRow.SCHEMA.length()) {
        byte[] content = row.getAs(ImageRow.CONTENT);
        return ImageSource.ofBytes(path, content == null ? new byte[0] : content);
      }
      var uri = new Path(row.<String>getAs(ImageRow.URI));
      return ImageSource.ofFetched(path, bytes, () -> HadoopFiles.read(uri, hadoop));
    }
  }
}
