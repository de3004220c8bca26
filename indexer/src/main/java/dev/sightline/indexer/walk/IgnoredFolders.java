package dev.sightline.indexer.walk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Folders that other programs use internally: thumbnails, previews, deleted files and copies of
/// earlier versions. Images in them are not photos of the user, or are copies of photos elsewhere.
/// Names are compared without regard to case.
///
/// | folder | whose |
/// |---|---|
/// | `@eaDir`, `#recycle`, `#snapshot` | Synology |
/// | `@Recycle`, `@Recently-Snapshot`, `@__thumb` | QNAP |
/// | `~snapshot` | NetApp |
/// | `$RECYCLE.BIN`, `Recycle Bin`, `RECYCLER`, `RECYCLED`, `System Volume Information` | Windows |
/// | `Trash`, `Network Trash Folder`, `lost+found` | desktops and file servers |
/// | `.stversions`, `.sync`, `.dtrash`, `.thumbnails`, `.Trash-1000`, … | any hidden folder |
/// | `__MACOSX` | archives made by macOS |
/// | `*.lrdata` | previews of Lightroom |
/// | `*.photoslibrary`: all but `originals` and `Masters` | Photos |
/// | `*.photolibrary`: all but `Masters`, `Originals`, `Modified` | iPhoto |
/// | `*.migratedphotolibrary`: the same | iPhoto |
/// | `*.aplibrary`, `*.migratedaplibrary`: the same | Aperture |
/// | `iPhoto Library`: `Thumbnails`, `Previews`, `Data`, `Data.noindex`, caches | iPhoto |
/// | a folder that holds a file `.nomedia` | Android |
///
/// Partial downloads (`.part`, `.crdownload`, `~syncthing~….tmp`) need no rule: their names are not
/// those of images.
public final class IgnoredFolders {
  /// The file that excludes its folder from galleries.
  public static final String NO_MEDIA = ".nomedia";

  private static final Set<String> NAMES =
      Set.of(
          "@eadir",
          "#recycle",
          "#snapshot",
          "@recycle",
          "@recently-snapshot",
          "@__thumb",
          "~snapshot",
          "$recycle.bin",
          "recycle bin",
          "recycler",
          "recycled",
          "system volume information",
          "trash",
          "network trash folder",
          "lost+found",
          "__macosx");

  private static final String LIGHTROOM_PREVIEWS = ".lrdata";
  private static final String PHOTOS_LIBRARY = ".photoslibrary";
  private static final Set<String> PHOTOS_ORIGINALS = Set.of("originals", "masters");
  private static final Set<String> OLDER_LIBRARIES =
      Set.of(".photolibrary", ".migratedphotolibrary", ".aplibrary", ".migratedaplibrary");
  private static final Set<String> OLDER_ORIGINALS = Set.of("originals", "masters", "modified");
  private static final String IPHOTO_LIBRARY = "iphoto library";
  private static final Set<String> DERIVED_BY_IPHOTO =
      Set.of(
          "thumbnails",
          "previews",
          "data",
          "data.noindex",
          "database",
          "caches",
          "ipod photo cache",
          "apple tv photo cache");

  private IgnoredFolders() {}

  /// Whether a folder is ignored by its name and that of its parent. `.nomedia` files are not
  /// checked, and hidden folders are left to the caller.
  static boolean isIgnored(Path folder) {
    String name = name(folder);
    if (NAMES.contains(name) || name.endsWith(LIGHTROOM_PREVIEWS)) {
      return true;
    }
    Path parent = folder.getParent();
    String above = parent == null ? "" : name(parent);
    if (above.endsWith(PHOTOS_LIBRARY)) {
      return !PHOTOS_ORIGINALS.contains(name);
    }
    if (OLDER_LIBRARIES.stream().anyMatch(above::endsWith)) {
      return !OLDER_ORIGINALS.contains(name);
    }
    return above.equals(IPHOTO_LIBRARY) && DERIVED_BY_IPHOTO.contains(name);
  }

  /// The name in lower case; empty for the root of a file system.
  private static String name(Path folder) {
    Path name = folder.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }
}
