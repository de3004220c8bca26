package dev.sightline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/// Runs a job's tasks and makes each part whole as soon as it is done, on the driver, which alone
/// knows which of several attempts counts. What was committed stays, whatever comes.
final class PartCommits extends AbstractFunction2<Object, PartResult, BoxedUnit> {
  private final OutputFolder output;
  private final ExecutorService committing = Executors.newSingleThreadExecutor();
  private final List<Future<?>> commits = new ArrayList<>();
  private final List<PartResult> parts = new ArrayList<>();

  private PartCommits(OutputFolder output) {
    this.output = output;
  }

  /// Runs a task for each partition.
  ///
  /// @return what came of them
  /// @throws IOException if a part cannot be put into the output
  static List<PartResult> run(
      SparkContext spark, RDD<Row> partitions, PartTask task, OutputFolder output)
      throws IOException {
    var commits = new PartCommits(output);
    try {
      spark.runJob(partitions, task, commits, ClassTag$.MODULE$.apply(PartResult.class));
    } finally {
      commits.finish();
    }
    return List.copyOf(commits.parts);
  }

  /// Comes on a thread of Spark's scheduler, which must not wait for a file system.
  @Override
  public BoxedUnit apply(Object partition, PartResult result) {
    if (!result.isNothing()) {
      parts.add(result);
      commits.add(
          committing.submit(
              () -> {
                output.commit(result);
                return null;
              }));
    }
    return BoxedUnit.UNIT;
  }

  private void finish() throws IOException {
    committing.shutdown();
    for (Future<?> commit : commits) {
      try {
        commit.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException cause -> throw new IOException(cause.getMessage(), cause);
          case null, default -> throw new IllegalStateException(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new java.io.InterruptedIOException("while committing"));
      }
    }
  }
}
