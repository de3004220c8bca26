package dev.sightline.web.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.security.Caller;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts, lists and cancels index runs. Only trusted callers start and cancel; every caller who
/// may search sees their progress.
public final class JobHandler {
  private static final String ROOT = "root";
  private static final String RETRY = "retry";

  private final SearchedLibrary library;
  private final Optional<Jobs> jobs;

  /// @param jobs empty for a library that is not written to
  public JobHandler(SearchedLibrary library, Optional<Jobs> jobs) {
    this.library = library;
    this.jobs = jobs;
  }

  /// `POST /api/v1/jobs`, `{}`, `{"root": "/a/folder"}` or `{"retry": true}`: starts an index run
  /// over all folders and `root`, and tries quarantined files again on `retry`.
  ///
  /// @throws ApiException 409 if a run is active, or another program writes
  public void start(Context context) {
    requireTrust(context);
    Jobs known = jobs();
    JsonNode body = Json.body(context);
    List<LibraryRoot> added = added(body);
    boolean retry = retry(body);
    if (added.isEmpty() && library.state().roots().isEmpty()) {
      throw new ApiException(
          ApiException.CONFLICT, "The library has no folders yet: name one as 'root'.");
    }
    known
        .running()
        .ifPresent(
            job -> {
              throw ApiException.jobRuns(Jobs.addressOf(job));
            });
    requireFree();
    Job job = known.start(added, retry);
    context.status(202).header("Location", Jobs.addressOf(job));
    Json.answer(context, job.describe());
  }

  /// Whether another program writes into the library. The run would find out later; the caller
  /// should be told at once.
  private void requireFree() {
    try {
      library.folder().ifPresent(LibraryWriter::requireFree);
    } catch (LibraryException e) {
      if (e.reason() == LibraryException.Reason.HELD) {
        throw new ApiException(ApiException.CONFLICT, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /// `GET /api/v1/jobs`: `{"jobs": […]}`, newest first.
  public void list(Context context) {
    var all = jobs.map(Jobs::all).orElse(List.of());
    Json.answer(context, Map.of("jobs", all.stream().map(Job::describe).toList()));
  }

  /// `GET /api/v1/jobs/{id}`
  public void show(Context context) {
    Json.answer(context, job(context).describe());
  }

  /// `DELETE /api/v1/jobs/{id}`: asks a run to end soon; what it did is committed.
  public void cancel(Context context) {
    requireTrust(context);
    Job job = job(context);
    job.cancel();
    context.status(202);
    Json.answer(context, job.describe());
  }

  /// The job of a path.
  ///
  /// @throws ApiException 404 if there is none with this id
  Job job(Context context) {
    return jobs.flatMap(known -> known.job(context.pathParam("id")))
        .orElseThrow(() -> new ApiException(ApiException.NOT_FOUND, "There is no job of this id."));
  }

  private Jobs jobs() {
    return jobs.orElseThrow(
        () ->
            new ApiException(
                ApiException.FORBIDDEN, "This library is served without being written to."));
  }

  private static void requireTrust(Context context) {
    if (!Caller.attachedTo(context).isTrusted()) {
      throw new ApiException(
          ApiException.FORBIDDEN,
          "Index runs are started on this machine, or with the token of the library.");
    }
  }

  private static List<LibraryRoot> added(JsonNode body) {
    Json.requireMembers(body, ROOT, RETRY);
    if (!body.has(ROOT)) {
      return List.of();
    }
    if (!body.get(ROOT).isTextual()) {
      throw new ApiException(ApiException.BAD_REQUEST, "'root' is the path of a folder, a string.");
    }
    return List.of(new LibraryRoot(folder(body.get(ROOT).asText()), List.of()));
  }

  private static boolean retry(JsonNode body) {
    if (body.has(RETRY) && !body.get(RETRY).isBoolean()) {
      throw new ApiException(ApiException.BAD_REQUEST, "'retry' is true or false.");
    }
    return body.path(RETRY).asBoolean(false);
  }

  private static Path folder(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute() && Files.isDirectory(path) && Files.isReadable(path)) {
        return path.toRealPath();
      }
    } catch (InvalidPathException | IOException e) {
      // said below: it is no folder that could be indexed
    }
    throw new ApiException(
        ApiException.BAD_REQUEST,
        "'root' is not a folder of the server's machine that can be read; give its whole path.");
  }
}
