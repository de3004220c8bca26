package dev.sightline.models.store.download;

import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The entity tag that a server sent with an incomplete file. It is stored in a file whose name
/// ends in `.etag`, so that a later run can request the rest of the same bytes.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-range">RFC 9110, 13.1.5</a>
final class EntityTag {
  /// Only strong tags: a weak tag may identify different bytes of equivalent content.
  private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,200}\"");

  private EntityTag() {}

  /// The tag of an incomplete file, if the server sent one.
  static Optional<String> of(Path unfinished) {
    try {
      return Optional.of(Files.readString(beside(unfinished)).strip())
          .filter(tag -> STRONG.matcher(tag).matches());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Stores the tag of a new download, or deletes that of an earlier one.
  ///
  /// @throws StoreException if it cannot be written
  static void keep(Path unfinished, Optional<String> tag) {
    try {
      forget(unfinished);
      if (tag.isPresent() && STRONG.matcher(tag.get()).matches()) {
        Files.createDirectories(unfinished.getParent());
        Files.writeString(beside(unfinished), tag.get());
      }
    } catch (IOException e) {
      throw StoreException.unwritable(beside(unfinished), e);
    }
  }

  static void forget(Path unfinished) throws IOException {
    Files.deleteIfExists(beside(unfinished));
  }

  private static Path beside(Path unfinished) {
    return unfinished.resolveSibling(unfinished.getFileName() + ".etag");
  }
}
