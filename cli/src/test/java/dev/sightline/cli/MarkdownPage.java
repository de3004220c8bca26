package dev.sightline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a Markdown file that the documentation tests check: links, heading anchors, code
/// blocks, and inline code. Covers the syntax that this project uses: ATX headings, fenced code
/// blocks, inline and reference links, and HTML links.
///
/// @param file the Markdown file
/// @param blocks the fenced code blocks, in their order
/// @param prose the lines outside code blocks
record MarkdownPage(Path file, List<CodeBlock> blocks, List<String> prose) {
  private static final Pattern FENCE = Pattern.compile("( *)(```+|~~~+) *(\\S*).*");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)?");
  private static final Pattern INLINE_CODE = Pattern.compile("(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)");
  private static final Pattern INLINE_LINK =
      Pattern.compile("\\]\\( *(?:<([^>]*)>|([^)\\s]*))(?: +\"[^\"]*\")? *\\)");
  private static final Pattern DEFINITION =
      Pattern.compile(" {0,3}\\[[^\\]]+\\]: +<?([^\\s>]+)>?.*");
  private static final Pattern HTML_LINK =
      Pattern.compile("<(?:a|img)\\b[^>]*?\\b(?:href|src)=\"([^\"]*)\"");
  private static final Pattern HTML_ANCHOR =
      Pattern.compile("<\\w+\\b[^>]*?\\b(?:id|name)=\"([^\"]*)\"");
  private static final Pattern LINK_TEXT =
      Pattern.compile("!?\\[([^\\]]*)\\](?:\\([^)]*\\)|\\[[^\\]]*\\])");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc}\\- ]");

  /// A fenced code block.
  ///
  /// @param language the word after the fence, or an empty string
  /// @param lines the lines between the fences, without the indentation of the fence
  record CodeBlock(String language, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  static MarkdownPage read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static MarkdownPage parse(Path file, List<String> lines) {
    var blocks = new ArrayList<CodeBlock>();
    var prose = new ArrayList<String>();
    int at = 0;
    while (at < lines.size()) {
      Matcher open = FENCE.matcher(lines.get(at));
      if (!open.matches()) {
        prose.add(lines.get(at++));
        continue;
      }
      String indentation = open.group(1);
      var inside = new ArrayList<String>();
      at++;
      while (at < lines.size() && !lines.get(at).strip().equals(open.group(2))) {
        String line = lines.get(at++);
        inside.add(line.startsWith(indentation) ? line.substring(indentation.length()) : line);
      }
      if (at == lines.size()) {
        throw new IllegalArgumentException(file + ": a code block is never closed");
      }
      at++;
      blocks.add(new CodeBlock(open.group(3), List.copyOf(inside)));
    }
    return new MarkdownPage(file, List.copyOf(blocks), List.copyOf(prose));
  }

  /// The targets of all links and images, as written.
  List<String> links() {
    var links = new ArrayList<String>();
    for (String line : prose) {
      String text = INLINE_CODE.matcher(line).replaceAll("code");
      Matcher inline = INLINE_LINK.matcher(text);
      while (inline.find()) {
        links.add(inline.group(1) == null ? inline.group(2) : inline.group(1));
      }
      Matcher html = HTML_LINK.matcher(text);
      while (html.find()) {
        links.add(html.group(1));
      }
      Matcher definition = DEFINITION.matcher(text);
      if (definition.matches()) {
        links.add(definition.group(1));
      }
    }
    return links;
  }

  /// The anchors of all headings as GitHub computes them, and explicit HTML anchors.
  Set<String> anchors() {
    var anchors = new LinkedHashSet<String>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
      }
      Matcher html = HTML_ANCHOR.matcher(line);
      while (html.find()) {
        anchors.add(html.group(1));
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    String text = LINK_TEXT.matcher(heading).replaceAll("$1");
    return NOT_IN_ANCHORS
        .matcher(text.strip().toLowerCase(Locale.ROOT))
        .replaceAll("")
        .replace(' ', '-');
  }

  /// The inline code of some lines, in its order.
  static List<String> inlineCode(List<String> lines) {
    var code = new ArrayList<String>();
    for (String line : lines) {
      Matcher inline = INLINE_CODE.matcher(line);
      while (inline.find()) {
        code.add(inline.group(2));
      }
    }
    return code;
  }

  /// The lines of the section with a heading, up to the next heading of any level.
  List<String> section(String heading) {
    int start = prose.indexOf(heading);
    if (start < 0) {
      throw new IllegalArgumentException("%s has no heading '%s'".formatted(file, heading));
    }
    return prose.stream()
        .skip(start + 1L)
        .takeWhile(line -> !HEADING.matcher(line).matches())
        .toList();
  }
}
