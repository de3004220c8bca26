package dev.sightline.models.store.catalogue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a model's files are taken from.
public sealed interface ModelSource {
  /// A web server.
  ///
  /// @param address `http` or `https`; `{repo}`, `{revision}` and `{file}` are filled in. `{file}`
  ///     is the file's name where it was published if the address has `{repo}`, else its name in
  ///     the model's folder, which is appended to an address without `{file}`
  record Web(String address) implements ModelSource {
    /// Checks the address.
    public Web {
      if (!address.startsWith("http://") && !address.startsWith("https://")) {
        throw new IllegalArgumentException(
            "'%s' is no address: it must begin with http:// or https://".formatted(address));
      }
    }

    /// Where one file of a model is.
    ///
    /// @param revision of the file's repository
    /// @throws IllegalArgumentException if that is no address
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

    /// Whether another revision is another address.
    public boolean tellsRevisions() {
      return address.contains("{revision}");
    }
  }

  /// A folder that holds the files under the names of the catalogue.
  ///
  /// @param path read, never written
  record Folder(Path path) implements ModelSource {}

  /// As people read it.
  default String described() {
    return switch (this) {
      case Web(var address) -> address;
      case Folder(var path) -> path.toAbsolutePath().normalize().toString();
    };
  }

  /// The place the catalogue names.
  static ModelSource published(CatalogueEntry entry) {
    return new Web(entry.address());
  }

  /// What a user names as a mirror.
  ///
  /// @throws IllegalArgumentException if it is neither a web address nor a folder
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
      // not a folder's name either; said below
    }
    throw new IllegalArgumentException(
        "There is no folder '%s', and it is no http:// or https:// address".formatted(urlOrFolder));
  }
}
