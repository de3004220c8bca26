package dev.sightline.models.store.download;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Downloads one file over HTTP. A broken connection is retried. The download continues where it
/// stopped if both parts are known to belong to the same file: by the hash, which is checked at the
/// end, or by the entity tag of the server, which is stored and sent as `If-Range`, so that a
/// server whose file has changed sends all of it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, 14</a>
final class FileDownload {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final HttpClient client;
  private final PullOptions options;
  private final CatalogueEntry entry;
  private final CatalogueEntry.File file;
  private final URI from;
  private final Path unfinished;
  private final LongConsumer progress;

  /// @param client not closed
  /// @param unfinished file to write; may contain the beginning of the download already
  /// @param progress receives the number of bytes downloaded so far
  FileDownload(
      HttpClient client,
      PullOptions options,
      CatalogueEntry entry,
      CatalogueEntry.File file,
      URI from,
      Path unfinished,
      LongConsumer progress) {
    this.client = client;
    this.options = options;
    this.entry = entry;
    this.file = file;
    this.from = from;
    this.unfinished = unfinished;
    this.progress = progress;
  }

  /// Downloads the file; on return it is complete and agrees with the catalogue.
  ///
  /// @throws StoreException if it cannot be downloaded; the part downloaded so far is kept unless
  ///     it is wrong
  void run() throws InterruptedException {
    var last = new IOException("nothing was tried");
    for (int attempt = 1; attempt <= options.attempts(); attempt++) {
      if (attempt > 1) {
        pause(attempt - 1);
      }
      try {
        boolean resumed = receive();
        FileCheck check = FileCheck.of(file, unfinished);
        if (check.good()) {
          return;
        }
        PartialDownload.delete(unfinished);
        if (!resumed || attempt == options.attempts()) {
          throw different(check);
        }
        last = new IOException("the beginning, of an earlier run, did not belong to it");
      } catch (IOException e) {
        last = e;
      }
    }
    throw StoreException.downloadFailed(entry, file.name(), from, options.attempts(), last);
  }

  private void pause(int times) throws InterruptedException {
    try {
      new CompletableFuture<Void>()
          .get(options.pause().multipliedBy(times).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // the pause is over
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes a pause", e);
    }
  }

  /// @return whether the beginning is from an earlier connection
  /// @throws IOException if another attempt may succeed
  private boolean receive() throws IOException, InterruptedException {
    Optional<String> tag = file.sha256().isPresent() ? Optional.empty() : EntityTag.of(unfinished);
    long have =
        file.sha256().isPresent() || tag.isPresent() ? PartialDownload.bytesOf(unfinished) : 0;
    if (have > file.bytes().orElse(Long.MAX_VALUE)) {
      have = 0;
    }
    if (have > 0 && file.bytes().isPresent() && have == file.bytes().getAsLong()) {
      progress.accept(have);
      return true;
    }
    var request = HttpRequest.newBuilder(from);
    if (have > 0) {
      request.header("Range", "bytes=%d-".formatted(have));
      tag.ifPresent(known -> request.header("If-Range", known));
    }
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request.build());
    try (var body = TimeLimitedBody.of(response.body(), options.readTimeout())) {
      int status = response.statusCode();
      if (status == OK) {
        checkSize(response.headers().firstValueAsLong("Content-Length").orElse(-1));
        EntityTag.keep(unfinished, response.headers().firstValue("ETag"));
        write(body, 0);
        return false;
      }
      if (status == PARTIAL_CONTENT && have > 0) {
        checkRange(response.headers().firstValue("Content-Range").orElse(""), have);
        write(body, have);
        return true;
      }
      if (status == RANGE_NOT_SATISFIABLE && have > 0) {
        if (endsAt(have, response.headers().firstValue("Content-Range").orElse(""))
            && FileCheck.of(file, unfinished).good()) {
          return true;
        }
        PartialDownload.delete(unfinished);
        throw new IOException("the server has no bytes after the first %,d".formatted(have));
      }
      if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
        throw new IOException("HTTP status %d, expected 200".formatted(status));
      }
      throw StoreException.refused(entry, file.name(), from, status);
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
      throws IOException, InterruptedException {
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
    long patience = options.connectTimeout().plus(options.readTimeout()).toMillis();
    try {
      return answer.get(patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no answer within " + TimeLimitedBody.spelled(options.readTimeout()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException) { // has no message of its own
        throw new IOException("no connection could be made; is this machine online?", e);
      }
      throw e.getCause() instanceof IOException broken
          ? broken
          : new IOException(String.valueOf(e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  /// Whether the file is complete: checked by its hash, or else by the server's answer.
  private boolean endsAt(long have, String range) {
    return file.sha256().isPresent() || range.equals("bytes */" + have);
  }

  private void checkSize(long found) {
    if (found >= 0 && file.bytes().orElse(found) != found) {
      throw different(
          new FileCheck.Different(
              file.name(), FileCheck.bytes(file.bytes().getAsLong()), FileCheck.bytes(found)));
    }
  }

  private void checkRange(String range, long have) throws IOException {
    Matcher parts = CONTENT_RANGE.matcher(range);
    if (!parts.matches() || Long.parseLong(parts.group(1)) != have) {
      PartialDownload.delete(unfinished);
      throw new IOException(
          "asked for the bytes from %,d on, the server sent '%s'".formatted(have, range));
    }
    if (!parts.group(2).equals("*")) {
      checkSize(Long.parseLong(parts.group(2)));
    }
  }

  private void write(TimeLimitedBody body, long position) throws IOException, InterruptedException {
    long size = position;
    try (var out = PartialDownload.open(unfinished, position)) {
      for (var piece = body.next(); piece.isPresent(); piece = body.next()) {
        for (ByteBuffer bytes : piece.get()) {
          size = out.write(bytes);
        }
        progress.accept(size);
        if (size > file.bytes().orElse(Long.MAX_VALUE)) {
          checkSize(size);
        }
      }
    }
    if (size < file.bytes().orElse(size)) {
      throw new IOException(
          "it ended after %,d of %,d bytes".formatted(size, file.bytes().getAsLong()));
    }
  }

  private StoreException different(FileCheck check) {
    PartialDownload.delete(unfinished);
    Optional<FileCheck.Different> difference =
        check instanceof FileCheck.Different it ? Optional.of(it) : Optional.empty();
    return StoreException.different(
        entry,
        file.name(),
        from,
        difference.map(FileCheck.Different::expected).orElse("a file"),
        difference.map(FileCheck.Different::found).orElse("none"));
  }
}
