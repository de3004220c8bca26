package dev.sightline.web.jobs;

import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// `GET /api/v1/jobs/{id}/events`: the progress of a job as server-sent events. `progress` is sent
/// after changes, at most twice a second; `end` is sent once. Each holds the job as `GET
/// /jobs/{id}` does. Comments are sent now and then, so that a lost listener is noticed.
public final class JobEvents {
  public static final String MEDIA_TYPE = "text/event-stream";

  /// Maximum number of listeners; each keeps a connection.
  private static final int LISTENERS = 32;

  private static final Duration STEP = Duration.ofMillis(500);
  private static final int QUIET_STEPS = 20;

  private final JobHandler jobs;
  private final Semaphore places = new Semaphore(LISTENERS);

  /// @param jobs finds the job that a request names
  public JobEvents(JobHandler jobs) {
    this.jobs = jobs;
  }

  /// Sends events until the job has ended or the listener is gone.
  public void listen(Context context) {
    Job job = jobs.job(context);
    if (!places.tryAcquire()) {
      throw ApiException.overloaded();
    }
    try {
      context
          .contentType(MEDIA_TYPE)
          .header("Cache-Control", "no-store")
          .header("X-Accel-Buffering", "no") // a proxy must not gather what is told as it happens
          .disableCompression();
      send(job, context.outputStream());
    } catch (IOException e) {
      // the listener has gone; the job goes on
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private static void send(Job job, OutputStream out) throws IOException, InterruptedException {
    long told = -1;
    int quiet = 0;
    for (boolean ended = job.awaitEnd(Duration.ZERO); !ended; ended = job.awaitEnd(STEP)) {
      long now = job.progress().done() + (job.progress().stopped() ? Long.MIN_VALUE : 0);
      if (now != told) {
        write(out, event("progress", job));
        told = now;
        quiet = 0;
      } else if (++quiet % QUIET_STEPS == 0) {
        write(out, ":\n\n");
      }
    }
    write(out, event("end", job));
  }

  private static String event(String name, Job job) {
    return "event: %s\ndata: %s\n\n".formatted(name, Json.text(job.describe()));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
