package dev.sightline.cli.eval;

import dev.sightline.cli.common.UsageException;
import dev.sightline.evaluation.probe.Features;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Option;

/// Options for turning class names into sentences, the same in every evaluation with a zero-shot
/// row.
final class ZeroShotOptions {
  @Option(
      names = "--templates",
      paramLabel = "NAME|FILE",
      defaultValue = "openai7",
      description =
          "openai80, openai7, none, or a file of sentences with {} for the class; default:"
              + " ${DEFAULT-VALUE}.")
  private String templates = "openai7";

  PromptTemplates templates() throws IOException {
    return PromptTemplates.named(templates);
  }

  /// The features that a probe is trained on.
  static final class OfFeatures {
    @Option(
        names = "--features",
        paramLabel = "raw|unit",
        defaultValue = "raw",
        description =
            "What probes learn from: the image encoder's output as the CLIP paper does, or at"
                + " length one; default: ${DEFAULT-VALUE}.")
    private String features = "raw";

    Features features() {
      try {
        return Features.valueOf(features.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "There are no features '%s': choose raw or unit.".formatted(features));
      }
    }
  }
}
