package dev.sightline.models.store.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one pull brought: kept in the model's folder as `pulled.json`, so that files whose hash
/// nobody knew beforehand can be compared with what they were on the first day (trust on first
/// use).
///
/// ```json
/// {"from": "https://…", "revisions": {"owner/name": "d151…"},
///  "files": [{"name": "config.json", "bytes": 602, "sha256": "9ca8…", "knownBefore": true}]}
/// ```
///
/// @param from the source's address or folder
/// @param revisions which revision of each repository was taken; a branch's name where the source
///     did not say more
/// @param files all files of the model
public record PullReceipt(String from, Map<String, String> revisions, List<Item> files) {
  /// What is taken of a repository of which no revision is known.
  public static final String BRANCH = "main";

  private static final String FILE = "pulled.json";

  /// Copies both collections.
  public PullReceipt {
    revisions = Map.copyOf(revisions);
    files = List.copyOf(files);
  }

  /// One file as it arrived.
  ///
  /// @param sha256 in lower-case hexadecimal
  /// @param knownBefore whether the catalogue named this hash, so that the file could be checked
  public record Item(String name, long bytes, String sha256, boolean knownBefore) {}

  /// Reads all files of a model that has arrived.
  ///
  /// @throws StoreException if one cannot be read
  public static PullReceipt of(
      CatalogueEntry entry, Path folder, ModelSource source, Map<String, String> revisions) {
    var items = new ArrayList<Item>();
    for (var file : entry.files()) {
      Path path = folder.resolve(file.name());
      try {
        // A known hash has just been checked; reading 600 MB again would prove nothing.
        String hash = file.sha256().isPresent() ? file.sha256().get() : FileCheck.sha256(path);
        items.add(new Item(file.name(), Files.size(path), hash, file.sha256().isPresent()));
      } catch (IOException e) {
        throw StoreException.unreadable(file.name(), path, e);
      }
    }
    return new PullReceipt(source.described(), revisions, items);
  }

  /// The receipt in a model's folder; empty where there is none that can be read.
  public static Optional<PullReceipt> in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      var revisions = new LinkedHashMap<String, String>();
      root.path("revisions")
          .properties()
          .forEach(it -> revisions.put(it.getKey(), it.getValue().asText()));
      var items = new ArrayList<Item>();
      for (JsonNode item : root.path("files")) {
        items.add(
            new Item(
                item.path("name").asText(),
                item.path("bytes").asLong(),
                item.path("sha256").asText(),
                item.path("knownBefore").asBoolean()));
      }
      return Optional.of(new PullReceipt(root.path("from").asText(), revisions, items));
    } catch (IOException e) {
      return Optional.empty(); // damaged: as if it had never been written
    }
  }

  public void writeTo(Path folder) {
    var mapper = new ObjectMapper();
    var root = mapper.createObjectNode();
    root.put("from", from);
    var pins = root.putObject("revisions");
    revisions.forEach(pins::put);
    var list = root.putArray("files");
    for (Item item : files) {
      list.addObject()
          .put("name", item.name())
          .put("bytes", item.bytes())
          .put("sha256", item.sha256())
          .put("knownBefore", item.knownBefore());
    }
    try {
      StoreFiles.write(
          folder.resolve(FILE), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }

  /// What a file should be: the catalogue's word where it has one, else what first arrived.
  public CatalogueEntry.File expected(CatalogueEntry.File file) {
    return files.stream()
        .filter(item -> item.name().equals(file.name()) && file.sha256().isEmpty())
        .findFirst()
        .map(
            item ->
                new CatalogueEntry.File(
                    file.name(),
                    java.util.OptionalLong.of(item.bytes()),
                    Optional.of(item.sha256()),
                    file.origin()))
        .orElse(file);
  }

  /// The names of the files that were taken as they came.
  public List<String> unverified() {
    return files.stream().filter(item -> !item.knownBefore()).map(Item::name).toList();
  }

  /// The repositories of which only a branch's name is known.
  public List<String> unpinned() {
    return revisions.entrySet().stream()
        .filter(it -> it.getValue().equals(BRANCH))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
