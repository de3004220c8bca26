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

/// The receipt of a download, stored in the model folder as `pulled.json`. Files without a hash in
/// the catalogue can later be compared with it (trust on first use).
///
/// ```json
/// {"from": "https://…", "revisions": {"owner/name": "d151…"},
///  "files": [{"name": "config.json", "bytes": 602, "sha256": "9ca8…", "knownBefore": true}]}
/// ```
///
/// @param from URL or folder of the source
/// @param revisions revision of each repository; the name of a branch where the source did not
///     state a commit
/// @param files all files of the model
public record PullReceipt(String from, Map<String, String> revisions, List<Item> files) {
  /// The branch to use when no revision is known.
  public static final String BRANCH = "main";

  private static final String FILE = "pulled.json";

  /// Copies both collections.
  public PullReceipt {
    revisions = Map.copyOf(revisions);
    files = List.copyOf(files);
  }

  /// One downloaded file.
  ///
  /// @param sha256 in lower-case hexadecimal
  /// @param knownBefore whether the catalogue has this hash, so that the file was verified
  public record Item(String name, long bytes, String sha256, boolean knownBefore) {}

  /// Creates the receipt of a downloaded model by reading its files.
  ///
  /// @throws StoreException if one cannot be read
  public static PullReceipt of(
      CatalogueEntry entry, Path folder, ModelSource source, Map<String, String> revisions) {
    var items = new ArrayList<Item>();
    for (var file : entry.files()) {
      Path path = folder.resolve(file.name());
      try {
        // A known hash was just checked, so the file need not be read again.
        String hash = file.sha256().isPresent() ? file.sha256().get() : FileCheck.sha256(path);
        items.add(new Item(file.name(), Files.size(path), hash, file.sha256().isPresent()));
      } catch (IOException e) {
        throw StoreException.unreadable(file.name(), path, e);
      }
    }
    return new PullReceipt(source.described(), revisions, items);
  }

  /// Reads the receipt of a model folder; empty where there is none that can be read.
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
      return Optional.empty(); // damaged: treated as missing
    }
  }

  /// Writes the receipt into the folder of a model.
  ///
  /// @throws StoreException if it cannot be written
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

  /// The expected size and hash of a file: those of the catalogue, else those of the first
  /// download.
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

  /// The names of the files that could not be verified.
  public List<String> unverified() {
    return files.stream().filter(item -> !item.knownBefore()).map(Item::name).toList();
  }

  /// The repositories of which only the name of a branch is known.
  public List<String> unpinned() {
    return revisions.entrySet().stream()
        .filter(it -> it.getValue().equals(BRANCH))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
