package dev.sightline.cli;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The Markdown files of a project and the checks of their links.
final class MarkdownFiles {
  /// Build output and benchmark results are not part of the repository.
  private static final Set<String> NOT_TRACKED = Set.of("target", "local", "node_modules");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern SOURCE_LINE = Pattern.compile("L[0-9]+(-L[0-9]+)?");

  private final Path root;
  private final Map<Path, MarkdownPage> pages = new LinkedHashMap<>();

  private MarkdownFiles(Path root) {
    this.root = root;
  }

  /// Reads all Markdown files below a folder, except in hidden folders and build output.
  static MarkdownFiles below(Path folder) throws IOException {
    var all = new MarkdownFiles(folder.toAbsolutePath().normalize());
    for (Path file : files(all.root)) {
      if (file.toString().endsWith(".md")) {
        all.pages.put(file, MarkdownPage.read(file));
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            String name = String.valueOf(entered.getFileName());
            boolean skip = name.startsWith(".") || NOT_TRACKED.contains(name);
            return skip && !entered.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Path::compareTo);
    return files;
  }

  /// All pages, in the order of their paths.
  List<MarkdownPage> pages() {
    return List.copyOf(pages.values());
  }

  /// One page by its path relative to the project.
  MarkdownPage page(String path) {
    MarkdownPage page = pages.get(root.resolve(path));
    if (page == null) {
      throw new IllegalArgumentException("there is no page " + path);
    }
    return page;
  }

  /// The links that lead nowhere: one line each, with the page, the link and the reason.
  List<String> brokenLinks() {
    var broken = new ArrayList<String>();
    for (MarkdownPage page : pages.values()) {
      for (String link : page.links()) {
        if (!SCHEME.matcher(link).matches()) {
          String reason = reason(page, link);
          if (!reason.isEmpty()) {
            broken.add("%s: %s: %s".formatted(root.relativize(page.file()), link, reason));
          }
        }
      }
    }
    return broken;
  }

  /// @return why a relative link leads nowhere, or an empty string
  private String reason(MarkdownPage page, String link) {
    Path target = target(page, link);
    if (!target.startsWith(root)) {
      return "leaves the repository";
    }
    if (!Files.exists(target)) {
      return "no such file";
    }
    int hash = link.indexOf('#');
    if (hash < 0) {
      return "";
    }
    String anchor = link.substring(hash + 1);
    MarkdownPage aimed =
        pages.get(Files.isDirectory(target) ? target.resolve("README.md") : target);
    boolean there =
        aimed == null ? SOURCE_LINE.matcher(anchor).matches() : aimed.anchors().contains(anchor);
    return there ? "" : "no such anchor";
  }

  private Path target(MarkdownPage page, String link) {
    String path = link.replaceFirst("#.*", "");
    if (path.isEmpty()) {
      return page.file();
    }
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    Path from = decoded.startsWith("/") ? root : page.file().resolveSibling("");
    return from.resolve(decoded.replaceFirst("^/+", "")).normalize();
  }

  /// The files of the index's folder that no chain of links leads to from the index, relative to
  /// the project. Links of pages outside the folder do not count.
  ///
  /// @param index the path of the index page, relative to the project
  List<String> unreachableFrom(String index) throws IOException {
    Path start = root.resolve(index);
    Path folder = start.resolveSibling("").normalize();
    var reached = new HashSet<Path>();
    var next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      Path file = next.remove();
      MarkdownPage page = pages.get(file);
      if (!reached.add(file) || page == null) {
        continue;
      }
      for (String link : page.links()) {
        Path target = SCHEME.matcher(link).matches() ? file : target(page, link);
        Path followed = Files.isDirectory(target) ? target.resolve("README.md") : target;
        if (followed.startsWith(folder)) {
          next.add(followed);
        }
      }
    }
    return files(folder).stream()
        .filter(file -> !reached.contains(file))
        .map(file -> root.relativize(file).toString().replace('\\', '/'))
        .toList();
  }
}
