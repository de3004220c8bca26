package dev.sightline.searcher;

import java.util.EnumSet;
import java.util.Set;

/// Which fields of images a reader of JSON may see.
///
/// @param fields the only fields that are written
/// @param addressPrefix what addresses of images start with, such as `/api/v1/images/`; the content
///     id follows
public record VisibleFields(Set<ImageField> fields, String addressPrefix) {
  /// For a user of this machine: everything but addresses on a server.
  public static final VisibleFields LOCAL =
      new VisibleFields(
          EnumSet.complementOf(
              EnumSet.of(ImageField.THUMBNAIL, ImageField.ORIGINAL, ImageField.SIMILAR)),
          "");

  /// Copies the set.
  public VisibleFields {
    fields = Set.copyOf(fields);
  }

  boolean has(ImageField field) {
    return fields.contains(field);
  }
}
