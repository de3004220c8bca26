package dev.sightline.engine;

import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.retrieval.RemoteAccess;
import java.nio.file.Path;
import java.util.Optional;

/// What [Sightline#open] needs to know. Values of this class never change; the `with` methods give
/// changed copies.
///
/// @param library a folder, or an address that an installed `LibraryProvider` accepts, such as
///     `solr:http://HOST/solr/NAME`
/// @param models where models are
/// @param model name or folder of the model; empty for the library's own, or the default one for a
///     new library
/// @param modelOptions precision, device and threads of the model
/// @param decodeLimits which images are too large to decode
/// @param readOnly whether nothing may be written into the library
/// @param access how to get to libraries on other machines
public record SightlineOptions(
    String library,
    ModelFolders models,
    Optional<String> model,
    ModelOptions modelOptions,
    DecodeLimits decodeLimits,
    boolean readOnly,
    RemoteAccess access) {
  /// Options for a library in a folder, with the default model and limits.
  ///
  /// @param library folder of the library; the first index run makes it
  public static SightlineOptions of(Path library, ModelFolders models) {
    return of(
        library.toString(), models, RemoteAccess.anonymous(library.resolveSibling("clusters")));
  }

  /// Options for a library in a folder or elsewhere, with the default model and limits.
  public static SightlineOptions of(String library, ModelFolders models, RemoteAccess access) {
    return new SightlineOptions(
        library,
        models,
        Optional.empty(),
        ModelOptions.DEFAULT,
        DecodeLimits.DEFAULT,
        false,
        access);
  }

  /// The same with a model.
  ///
  /// @param name name or folder
  public SightlineOptions withModel(Optional<String> name) {
    return new SightlineOptions(
        library, models, name, modelOptions, decodeLimits, readOnly, access);
  }

  /// The same with other options for the model.
  public SightlineOptions withModelOptions(ModelOptions options) {
    return new SightlineOptions(library, models, model, options, decodeLimits, readOnly, access);
  }

  /// The same with other limits for images.
  public SightlineOptions withDecodeLimits(DecodeLimits limits) {
    return new SightlineOptions(library, models, model, modelOptions, limits, readOnly, access);
  }

  /// The same, writing into the library or not.
  public SightlineOptions withReadOnly(boolean wanted) {
    return new SightlineOptions(library, models, model, modelOptions, decodeLimits, wanted, access);
  }
}
