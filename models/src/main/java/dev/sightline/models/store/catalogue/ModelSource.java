package dev.sightline.models.store.catalogue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The source of a model's files.
public sealed interface ModelSource {
  /// A web server.
  ///
  /// @param address `http` or `https` URL with the placeholders `{repo}`, `{revision}` and
  ///     `{file}`. `{file}` is the file's name where it was published if the address has `{repo}`,
  ///     else its name in the model's folder, which is appended to an address without `{file}`
  record Web(String address) implements ModelSource {
    /// Checks the address.
    public Web {
      if (!address.startsWith("http://") && !address.startsWith("https://")) {
        throw new IllegalArgumentException(
            "'%s' is no address: it must begin with http:// or https://".formatted(address));
      }
    }

    /// The URL of one file of a model.
    ///
    /// @param revision of the file's repository
    /// @throws IllegalArgumentException if that is not a URL
    public URI of(CatalogueEntry entry, CatalogueEntry.File file, String revision) {
      CatalogueEntry.Origin origin = entry.originOf(file);
      String template =
          address.contains("{file}") ? address : address.replaceFirst("/*$", "") + "/{file}";
      return URI.create(
          template
              .replace("{file}", address.contains("{repo}") ? origin.path() : file.name())
              .replace("{repo}", origin.repository())
              .replace("{revision}", revision));
    }

    /// Whether the URL depends on the revision.
    public boolean hasRevisions() {
      return address.contains("{revision}");
    }
  }

  /// A folder that holds the files under the names of the catalogue.
  ///
  /// @param path read, never written
  record Folder(Path path) implements ModelSource {}

  /// The name of the source for users.
  default String described() {
    return switch (this) {
      case Web(var address) -> address;
      case Folder(var path) -> path.toAbsolutePath().normalize().toString();
    };
  }

  /// The source that the catalogue names.
  static ModelSource published(CatalogueEntry entry) {
    return new Web(entry.address());
  }

  /// The mirror that a user names.
  ///
  /// @throws IllegalArgumentException if it is neither a URL nor a folder
  static ModelSource mirror(String urlOrFolder) {
    if (urlOrFolder.contains("://")) {
      var web = new Web(urlOrFolder);
      if (URI.create(urlOrFolder.replace("{", "").replace("}", "")).getHost() == null) {
        throw new IllegalArgumentException("'%s' names no host".formatted(urlOrFolder));
      }
      return web;
    }
    try {
      Path folder = Path.of(urlOrFolder);
      if (Files.isDirectory(folder)) {
        return new Folder(folder);
      }
    } catch (InvalidPathException e) {
      // not the name of a folder either; reported below
    }
    throw new IllegalArgumentException(
        "There is no folder '%s', and it is no http:// or https:// address".formatted(urlOrFolder));
  }
}
