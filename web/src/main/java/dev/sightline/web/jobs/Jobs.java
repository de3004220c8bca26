package dev.sightline.web.jobs;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryRoot;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.security.CallerView;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Index runs that were started over HTTP: one at a time. The last few are kept.
public final class Jobs {
  /// Number of jobs that are kept.
  static final int KEPT = 20;

  private static final String HELD = "Another program is writing to the library.";

  private static final Logger LOG = System.getLogger(Jobs.class.getName());

  private final IndexRuns runs;
  private final Clock clock;
  private final Deque<Job> jobs = new ArrayDeque<>();
  private boolean stopping;
  private int made;

  /// @param runs starts index runs
  /// @param clock gives the times that jobs report
  public Jobs(IndexRuns runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /// A job and its thread.
  ///
  /// @param job the job
  /// @param thread runs it
  private record Started(Job job, Thread thread) {}

  /// Starts a run.
  ///
  /// @param added folders to add
  /// @param retry whether quarantined files are tried again
  /// @throws ApiException 409 with the address of the active run, 503 if the server is stopping
  Job start(List<LibraryRoot> added, boolean retry) {
    Started started = begin(added, retry);
    started.thread().start();
    return started.job();
  }

  private synchronized Started begin(List<LibraryRoot> added, boolean retry) {
    if (stopping) {
      throw ApiException.stopping();
    }
    running()
        .ifPresent(
            job -> {
              throw ApiException.jobRuns(addressOf(job));
            });
    var job = new Job(Integer.toString(++made), clock);
    jobs.addFirst(job);
    while (jobs.size() > KEPT) {
      jobs.removeLast();
    }
    var thread =
        Thread.ofPlatform().name("sightline-job").daemon().unstarted(() -> run(job, added, retry));
    return new Started(job, thread);
  }

  private void run(Job job, List<LibraryRoot> added, boolean retry) {
    try {
      job.done(runs.run(added, retry, job.progress()));
    } catch (LibraryException e) {
      LOG.log(Logger.Level.WARNING, "index run " + job.id() + " failed: " + e.getMessage());
      job.failed(
          e.reason() == LibraryException.Reason.HELD ? HELD : "The library cannot be written.");
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "index run " + job.id() + " failed: " + e);
      LOG.log(Logger.Level.DEBUG, "index run " + job.id(), e);
      job.failed("The run failed; the terminal that Sightline runs in says why.");
    }
  }

  /// The address of a job.
  static String addressOf(Job job) {
    return CallerView.PREFIX + "/jobs/" + job.id();
  }

  /// The active run.
  public synchronized Optional<Job> running() {
    return jobs.stream().filter(job -> job.state().compareTo(Job.State.DONE) < 0).findFirst();
  }

  /// All jobs that are kept, newest first.
  synchronized List<Job> all() {
    return List.copyOf(jobs);
  }

  /// The job with an id.
  synchronized Optional<Job> job(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  /// Starts no more runs, cancels the active one, and waits until its work is committed.
  ///
  /// @return whether it ended in time
  public boolean finish(Duration patience) {
    synchronized (this) {
      stopping = true;
    }
    Optional<Job> last = running();
    last.ifPresent(Job::cancel);
    try {
      return last.isEmpty() || last.get().awaitEnd(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
