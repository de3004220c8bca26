package dev.sightline.models.store.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The models that can be downloaded by name. The first is the default.
///
/// Sizes and hashes of the built-in catalogue are those that public projects verify in their own
/// downloads, at the pinned revision. An absent field is unknown; a download then stores the value
/// that it found (`PullReceipt`).
///
/// @param entries at least one, each name once
public record Catalogue(List<CatalogueEntry> entries) {
  private static final String RESOURCE = "catalogue.json";

  /// Checks that names are unique.
  public Catalogue {
    entries = List.copyOf(entries);
    if (entries.isEmpty()
        || entries.stream().map(CatalogueEntry::name).distinct().count() < entries.size()) {
      throw new IllegalArgumentException("need at least one model, each name once");
    }
  }

  /// The built-in catalogue.
  public static Catalogue builtIn() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource %s is missing".formatted(RESOURCE));
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a catalogue.
  ///
  /// @param in JSON; read, not closed
  /// @throws IOException if it is not JSON
  /// @throws IllegalArgumentException if a field is missing or has an impossible value
  public static Catalogue read(InputStream in) throws IOException {
    var entries = new ArrayList<CatalogueEntry>();
    for (JsonNode model : new ObjectMapper().readTree(in).path("models")) {
      entries.add(entry(model));
    }
    return new Catalogue(entries);
  }

  private static CatalogueEntry entry(JsonNode model) {
    var files = new ArrayList<CatalogueEntry.File>();
    for (JsonNode file : model.path("files")) {
      files.add(file(file, model));
    }
    var languages = new ArrayList<String>();
    model.path("languages").forEach(language -> languages.add(language.asText()));
    var quality = new LinkedHashMap<String, Double>();
    model
        .path("quality")
        .properties()
        .forEach(it -> quality.put(it.getKey(), it.getValue().asDouble()));
    return new CatalogueEntry(
        text(model, "name"),
        text(model, "repository"),
        optionalText(model, "revision"),
        text(model, "address"),
        files,
        model.path("dimension").asInt(),
        languages,
        new CatalogueEntry.Licence(
            text(model, "licence"), model.path("licenceMustBeAccepted").asBoolean()),
        text(model, "note"),
        quality,
        model.has("logitScale")
            ? OptionalDouble.of(model.path("logitScale").asDouble())
            : OptionalDouble.empty());
  }

  /// A file may have another repository or path than the model; what it omits is taken from the
  /// model. A revision belongs to a repository, so a file in another repository does not inherit
  /// the revision of the model.
  private static CatalogueEntry.File file(JsonNode file, JsonNode model) {
    String name = text(file, "name");
    Optional<CatalogueEntry.Origin> origin = Optional.empty();
    if (file.has("repository") || file.has("path")) {
      origin =
          Optional.of(
              new CatalogueEntry.Origin(
                  optionalText(file, "repository").orElseGet(() -> text(model, "repository")),
                  optionalText(file.has("repository") ? file : model, "revision"),
                  optionalText(file, "path").orElse(name)));
    }
    return new CatalogueEntry.File(
        name,
        file.has("bytes") ? OptionalLong.of(file.path("bytes").asLong(-1)) : OptionalLong.empty(),
        optionalText(file, "sha256"),
        origin);
  }

  private static Optional<String> optionalText(JsonNode node, String field) {
    return node.has(field) ? Optional.of(text(node, field)) : Optional.empty();
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException("the catalogue lacks %s in %s".formatted(field, node));
    }
    return node.path(field).asText();
  }

  /// The model with a name; empty if the catalogue does not have it.
  public Optional<CatalogueEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /// The default model.
  public CatalogueEntry standard() {
    return entries.getFirst();
  }

  /// All names, in the catalogue's order.
  public List<String> names() {
    return entries.stream().map(CatalogueEntry::name).toList();
  }
}
