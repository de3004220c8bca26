package dev.sightline.models.store.download;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.ModelSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The revision of each repository that a download uses, so that all files of a model belong to one
/// commit: that of the catalogue, else the newest one of the server (Hugging Face sends the commit
/// of a branch in `X-Repo-Commit`), else the branch itself.
///
/// The revision is stored in the folder of the incomplete model, so that a later run continues with
/// the same revision. On disk (`.revisions`), one repository per line: name and revision,
/// tab-separated.
final class Revisions {
  private static final String FILE = ".revisions";
  private static final String HEADER = "X-Repo-Commit";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Map<String, String> byRepository = new LinkedHashMap<>();

  private Revisions() {}

  /// Determines all revisions of a model.
  ///
  /// @param part folder of the incomplete model
  static Revisions find(
      CatalogueEntry entry, ModelSource source, Path part, HttpClient client, PullOptions options)
      throws InterruptedException {
    Map<String, String> kept = read(part.resolve(FILE));
    var revisions = new Revisions();
    for (var file : entry.files()) {
      CatalogueEntry.Origin origin = entry.originOf(file);
      if (revisions.byRepository.containsKey(origin.repository())) {
        continue;
      }
      Optional<String> known =
          origin.revision().or(() -> Optional.ofNullable(kept.get(origin.repository())));
      if (known.isEmpty() && source instanceof ModelSource.Web web && web.hasRevisions()) {
        known = ask(web, entry, file, client, options);
        known.ifPresent(commit -> kept.put(origin.repository(), commit));
      }
      revisions.byRepository.put(origin.repository(), known.orElse(PullReceipt.BRANCH));
    }
    if (!kept.isEmpty()) {
      write(part.resolve(FILE), kept);
    }
    return revisions;
  }

  /// Deletes the file, which a complete download no longer needs.
  static void forget(Path part) {
    PartialDownload.delete(part.resolve(FILE));
  }

  String of(CatalogueEntry entry, CatalogueEntry.File file) {
    return byRepository.getOrDefault(entry.originOf(file).repository(), PullReceipt.BRANCH);
  }

  Map<String, String> all() {
    return byRepository;
  }

  /// A server that does not answer is not an error yet: the download itself will report it.
  private static Optional<String> ask(
      ModelSource.Web web,
      CatalogueEntry entry,
      CatalogueEntry.File file,
      HttpClient client,
      PullOptions options)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(web.of(entry, file, PullReceipt.BRANCH))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .timeout(options.readTimeout())
            .build();
    try {
      var answer = Optional.of(client.send(request, HttpResponse.BodyHandlers.discarding()));
      // The commit is in the first answer; large files are redirected to a server without it.
      while (answer.isPresent()) {
        Optional<String> commit =
            answer
                .flatMap(it -> it.headers().firstValue(HEADER))
                .filter(it -> COMMIT.matcher(it).matches());
        if (commit.isPresent()) {
          return commit;
        }
        answer = answer.flatMap(HttpResponse::previousResponse);
      }
    } catch (IOException e) {
      // reported by the download
    }
    return Optional.empty();
  }

  private static Map<String, String> read(Path file) {
    var kept = new LinkedHashMap<String, String>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", 2);
        if (parts.length == 2 && COMMIT.matcher(parts[1]).matches()) {
          kept.put(parts[0], parts[1]);
        }
      }
    } catch (IOException e) {
      // a new download
    }
    return kept;
  }

  private static void write(Path file, Map<String, String> kept) {
    var text = new StringBuilder();
    kept.forEach((name, commit) -> text.append(name).append('\t').append(commit).append('\n'));
    StoreFiles.write(file, text.toString());
  }
}
