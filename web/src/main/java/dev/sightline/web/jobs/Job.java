package dev.sightline.web.jobs;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One index run that was started over HTTP. Safe for concurrent use.
public final class Job {
  /// State of a job.
  enum State {
    RUNNING,
    /// Cancelled, and finishing the files that it has begun.
    CANCELLING,
    DONE,
    CANCELLED,
    FAILED
  }

  private final String id;
  private final Clock clock;
  private final Instant started;
  private final IndexProgress progress = new IndexProgress();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// The report, after the end.
  private record End(State state, Instant at, @Nullable IndexReport report, @Nullable String why) {}

  private volatile @Nullable End end;

  Job(String id, Clock clock) {
    this.id = id;
    this.clock = clock;
    this.started = clock.instant();
  }

  String id() {
    return id;
  }

  IndexProgress progress() {
    return progress;
  }

  State state() {
    End last = end;
    if (last != null) {
      return last.state();
    }
    return progress.stopped() ? State.CANCELLING : State.RUNNING;
  }

  /// Cancels the job; what is done is committed. Does nothing after the end.
  void cancel() {
    progress.stop();
  }

  void done(IndexReport report) {
    end(new End(report.complete() ? State.DONE : State.CANCELLED, clock.instant(), report, null));
  }

  /// @param why a sentence for people that names no file of this machine
  void failed(String why) {
    end(new End(State.FAILED, clock.instant(), null, why));
  }

  private void end(End how) {
    end = how;
    ended.countDown();
  }

  /// Waits for the end.
  ///
  /// @return whether the job has ended
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// `{"id", "state", "started", "ended", "progress", "report", "error"}`
  Map<String, Object> describe() {
    var job = new LinkedHashMap<String, @Nullable Object>();
    End last = end;
    job.put("id", id);
    job.put("state", state().name().toLowerCase(Locale.ROOT));
    job.put("started", started.toString());
    job.put("ended", last == null ? null : last.at().toString());
    job.put("progress", describeProgress(last == null ? clock.instant() : last.at()));
    job.put("report", last == null || last.report() == null ? null : describe(last.report()));
    job.put("error", last == null ? null : last.why());
    return asMap(job);
  }

  /// Maps allow null values, which JSON has.
  @SuppressWarnings({"unchecked", "NullAway"}) // a map of nulls has no better type for Jackson
  private static Map<String, Object> asMap(Map<String, @Nullable Object> map) {
    return (Map<String, Object>) (Map<?, ?>) map;
  }

  private Map<String, Object> describeProgress(Instant now) {
    long total = progress.total();
    double seconds = Duration.between(started, now).toNanos() / 1e9;
    long done = progress.done();
    var far = new LinkedHashMap<String, @Nullable Object>();
    far.put("total", total < 0 ? null : total);
    far.put("done", done);
    far.put("embedded", progress.embedded());
    far.put("filesPerSecond", seconds <= 0 ? 0 : rounded(done / seconds));
    boolean known = total >= done && done > 0 && end == null;
    far.put("secondsLeft", known ? rounded(seconds * (total - done) / done) : null);
    return asMap(far);
  }

  private static Map<String, Object> describe(IndexReport report) {
    var described = new LinkedHashMap<String, Object>();
    described.put("added", report.added());
    described.put("changed", report.changed());
    described.put("moved", report.moved());
    described.put("removed", report.removed());
    described.put("unchanged", report.unchanged());
    described.put("skipped", report.skipped().size());
    described.put("missingRoots", report.missingRoots().size());
    described.put("seconds", rounded(report.took().toNanos() / 1e9));
    described.put("imagesPerSecond", rounded(report.imagesPerSecond()));
    return described;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
