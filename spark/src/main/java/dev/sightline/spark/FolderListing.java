package dev.sightline.spark;

import dev.sightline.images.ImageFormats;
import dev.sightline.indexer.walk.WalkRules;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/// Lists the pictures below a folder by their names, by the rules of `sightline index`. Linked
/// folders of this machine are not entered.
final class FolderListing {
  private final Path root;
  private final WalkRules rules;
  private final Configuration hadoop;

  /// @param root a folder, or one file
  /// @param excludes globs of what is left out
  FolderListing(Path root, List<String> excludes, Configuration hadoop) {
    this.root = root;
    this.rules = rules(excludes);
    this.hadoop = hadoop;
  }

  private static WalkRules rules(List<String> excludes) {
    try {
      return new WalkRules(java.nio.file.Path.of("/"), excludes);
    } catch (IllegalArgumentException e) {
      throw new JobException("--exclude " + e.getMessage(), e);
    }
  }

  /// What a listing that was not carried to its end has found.
  ///
  /// @param pictures rows of the files so far
  /// @param folders that were not looked into yet
  record Found(List<Row> pictures, List<String> folders) {}

  /// Lists until so many folders wait to be looked into that others may share the work, or to the
  /// end.
  ///
  /// @throws JobException if there is no such place, or a folder cannot be listed
  Found listUntil(int folders) {
    try {
      FileSystem files = root.getFileSystem(hadoop);
      FileStatus status = files.getFileStatus(root);
      return status.isFile()
          ? new Found(List.of(HadoopFiles.row(status)), List.of())
          : list(List.of(status.getPath()), folders);
    } catch (FileNotFoundException e) {
      throw new JobException("There is no %s.".formatted(root), e);
    } catch (IOException e) {
      throw unlisted(root, e);
    }
  }

  /// Lists all that is below folders of the root.
  ///
  /// @throws JobException if a folder cannot be listed
  List<Row> listBelow(List<String> folders) {
    return list(folders.stream().map(Path::new).toList(), Integer.MAX_VALUE).pictures();
  }

  private Found list(List<Path> start, int most) {
    Deque<Path> folders = new ArrayDeque<>(start);
    List<Row> pictures = new ArrayList<>();
    while (!folders.isEmpty() && folders.size() < most) {
      for (FileStatus entry : entries(folders.removeFirst())) {
        if (entry.isDirectory()) {
          if (rules.entersFolder(fromRoot(entry.getPath())) && !isLink(entry.getPath())) {
            folders.addLast(entry.getPath());
          }
        } else if (ImageFormats.isReadableName(entry.getPath().getName())
            && rules.takes(fromRoot(entry.getPath()))) {
          pictures.add(HadoopFiles.row(entry));
        }
      }
    }
    return new Found(pictures, folders.stream().map(Path::toString).toList());
  }

  private List<FileStatus> entries(Path folder) {
    try {
      return Arrays.asList(folder.getFileSystem(hadoop).listStatus(folder));
    } catch (FileNotFoundException e) {
      return List.of(); // it went away meanwhile
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
  }

  private static JobException unlisted(Path folder, IOException e) {
    return new JobException(
        "The folder %s cannot be listed: %s. Give permission, or leave it out with --exclude."
            .formatted(folder, e.getMessage()),
        e);
  }

  /// As the rules see it: the root is `/` there.
  private java.nio.file.Path fromRoot(Path entry) {
    String above = root.toUri().getPath();
    String path = entry.toUri().getPath();
    String below = path.startsWith(above) ? path.substring(above.length()) : path;
    return java.nio.file.Path.of("/", below);
  }

  /// A loop of links would have no end.
  private static boolean isLink(Path folder) {
    return "file".equals(folder.toUri().getScheme())
        && java.nio.file.Files.isSymbolicLink(java.nio.file.Path.of(HadoopFiles.pathOf(folder)));
  }
}
