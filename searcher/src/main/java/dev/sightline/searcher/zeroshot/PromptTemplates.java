package dev.sightline.searcher.zeroshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sentences with a gap, `{}`, that a label's name is put into. Their embeddings are averaged: an
/// ensemble in embedding space (Radford et al. 2021, section 3.1.4).
///
/// @param name what they are called in a report
/// @param templates at least one, each with one or more gaps
public record PromptTemplates(String name, List<String> templates) {
  private static final String GAP = "{}";

  /// The bare name.
  public static final PromptTemplates NONE = new PromptTemplates("none", List.of(GAP));

  /// One plain sentence; tags photos better than an ensemble (decision 0023).
  public static final PromptTemplates PHOTO =
      new PromptTemplates("photo", List.of("a photo of a {}"));

  /// Checks that there is a gap in each.
  public PromptTemplates {
    templates = List.copyOf(templates);
    if (templates.isEmpty()) {
      throw new LabelException("There is no template in %s.".formatted(name));
    }
    for (String template : templates) {
      if (!template.contains(GAP)) {
        throw new LabelException(
            "The template '%s' of %s has no {} for the label.".formatted(template, name));
      }
    }
  }

  /// The 80 templates of the CLIP authors for ImageNet.
  public static PromptTemplates openai80() {
    return new PromptTemplates("openai80", TextLines.ofResource("openai80.txt"));
  }

  /// Seven of them, which do as well.
  public static PromptTemplates openai7() {
    return new PromptTemplates("openai7", TextLines.ofResource("openai7.txt"));
  }

  /// Templates by what a user wrote: `openai80`, `openai7`, `none`, or a file with one a line.
  ///
  /// @throws LabelException if it is neither, or the file has a line without a gap
  public static PromptTemplates named(String written) throws IOException {
    return switch (written) {
      case "openai80" -> openai80();
      case "openai7" -> openai7();
      case "none" -> NONE;
      default -> ofFile(written);
    };
  }

  private static PromptTemplates ofFile(String written) throws IOException {
    Path file = Path.of(written);
    if (!Files.isRegularFile(file)) {
      throw new LabelException(
          "There are no templates '%s': name openai80, openai7, none, or a file with one a line, as in 'a photo of a {}.'."
              .formatted(written));
    }
    return new PromptTemplates(written, TextLines.ofFile(file));
  }

  /// The sentences of a label.
  public List<String> of(String label) {
    return templates.stream().map(template -> template.replace(GAP, label)).toList();
  }
}
