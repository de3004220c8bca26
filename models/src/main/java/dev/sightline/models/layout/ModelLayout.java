package dev.sightline.models.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A layout in which CLIP models are published: the names of the files, and the settings that the
/// files do not state. Each layout is one class.
///
/// A layout is recognised by its most typical file, so that the error for an incomplete folder can
/// name the missing file.
public sealed interface ModelLayout
    permits HuggingFaceLayout, ImmichLayout, OpenClipLayout, QdrantLayout, SiglipLayout {

  /// All layouts; the first that recognises a folder reads it. SigLIP models have the files of the
  /// Hugging Face layout, so their layout comes first.
  List<ModelLayout> KNOWN =
      List.of(
          new ImmichLayout(),
          new QdrantLayout(),
          new OpenClipLayout(),
          new SiglipLayout(),
          new HuggingFaceLayout());

  /// Whether the folder looks like this layout. Never fails: a folder that cannot be read is not
  /// recognised.
  boolean recognises(Path folder);

  /// The name of the layout, for users.
  String title();

  /// The file that [#recognises] looks for, for messages.
  String looksFor();

  /// Reads the whole model.
  ///
  /// @throws InvalidModelException if a file is missing, damaged or not supported
  ModelDescription describe(Path folder, Variant variant);

  /// Reads only the description of the text encoder; the files of the image encoder may be missing.
  ///
  /// @throws InvalidModelException if a file is missing, damaged or not supported
  TextEncoderConfig describeText(Path folder, Variant variant);

  /// Reads a model folder of any known layout, with what [SightlineModelFile] adds: the model or
  /// the text encoder of another folder, the learned logit scale, an adapter.
  ///
  /// @throws InvalidModelException if no layout recognises the folder, or a file is missing,
  ///     damaged or not supported
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

  /// The layout of a folder; empty if it is unknown. For a folder that refers to another model, the
  /// layout of that model.
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
