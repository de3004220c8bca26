package dev.sightline.models.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One way in which people publish CLIP models as files: which files there are, what they are
/// called, and what is left to be known without being written down. Each family is one class.
///
/// A layout is recognised by its most typical file, not by all of them, so that a folder that lacks
/// one file is told which one.
public sealed interface ModelLayout
    permits HuggingFaceLayout, ImmichLayout, OpenClipLayout, QdrantLayout, SiglipLayout {

  /// Every layout there is; the first that recognises a folder reads it. SigLIP models lie in
  /// Hugging Face's files, so they are asked first.
  List<ModelLayout> KNOWN =
      List.of(
          new ImmichLayout(),
          new QdrantLayout(),
          new OpenClipLayout(),
          new SiglipLayout(),
          new HuggingFaceLayout());

  /// Whether the folder looks like this layout. Never fails: what cannot be read is not recognised.
  boolean recognises(Path folder);

  /// The family's name, as people would say it.
  String title();

  /// What [#recognises] looks for, as people would say it.
  String looksFor();

  /// Reads the whole model.
  ///
  /// @throws InvalidModelException if a file is missing, broken or not understood
  ModelDescription describe(Path folder, Variant variant);

  /// Reads only what the text encoder needs; the image encoder's files may be absent.
  ///
  /// @throws InvalidModelException if a file is missing, broken or not understood
  TextEncoderConfig describeText(Path folder, Variant variant);

  /// Reads a model folder of any known layout, with what [SightlineModelFile] adds: the model or
  /// the text encoder of another folder, the learned logit scale, a learned map behind the text
  /// encoder.
  ///
  /// @throws InvalidModelException if no layout recognises the folder, or a file is missing, broken
  ///     or not understood
  static ModelDescription read(Path folder, Variant variant) {
    SightlineModelFile added = SightlineModelFile.in(folder);
    ModelDescription model =
        added.model().isPresent()
            ? read(added.model().get(), variant).in(folder)
            : of(folder).describe(folder, variant);
    if (added.logitScale().isPresent()) {
      model = model.withLogitScale(added.logitScale().get());
    }
    if (added.textModel().isPresent()) {
      Path other = added.textModel().get();
      model = model.withText(of(other).describeText(other, variant));
    }
    return added.textAdapter().isEmpty() ? model : model.withTextAdapter(added.textAdapter().get());
  }

  /// The layout of a folder, if it is of a known one; of the model that it names, if it has no
  /// files of its own.
  static Optional<ModelLayout> recognised(Path folder) {
    return known(folder)
        .or(() -> SightlineModelFile.modelNamedIn(folder).flatMap(ModelLayout::known));
  }

  private static Optional<ModelLayout> known(Path folder) {
    return KNOWN.stream().filter(layout -> layout.recognises(folder)).findFirst();
  }

  private static ModelLayout of(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidModelException(
          "%s is a file; a model is a folder. Name the folder that it lies in.".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new InvalidModelException("There is no model folder %s.".formatted(folder));
    }
    return recognised(folder)
        .orElseThrow(
            () ->
                InvalidModelException.ofNoKnownLayout(
                    folder,
                    KNOWN.stream().map(ModelLayout::looksFor).collect(Collectors.joining("; "))));
  }
}
