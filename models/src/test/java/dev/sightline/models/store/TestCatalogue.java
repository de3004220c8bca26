package dev.sightline.models.store;

import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A catalogue of one small model that lies in this project.
final class TestCatalogue {
  static final String TEXT_MODEL = "onnx/text_model.onnx";

  static final Path FILES = Project.root().resolve("models/src/test/fixtures/hf-clip");

  private TestCatalogue() {}

  static CatalogueEntry entry() {
    return entryOf(
        List.of(
            file(
                "config.json",
                602,
                "9ca8e386186449faf4578f827602ff46faa51733701ca520e909f5e44a1b07a4"),
            file(
                "preprocessor_config.json",
                520,
                "6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f"),
            file(
                "tokenizer.json",
                1485978,
                "83182dce7303af829def2b19bf42f0ad98fc61d9914230b0f9cb591c1c258b6f"),
            file(
                "onnx/vision_model.onnx",
                432356,
                "b2da04fa07bd364a516481c703d5f826bbb9192e93e5623264b1e10d5eb3fd3c"),
            file(
                TEXT_MODEL,
                462237,
                "4941c51ae5e595b6b3eeb25f15dfbc244a58992e27962226f399d3d38f49627e")));
  }

  /// The model with one file described otherwise.
  static CatalogueEntry with(CatalogueEntry.File other) {
    var files = new ArrayList<>(entry().files());
    files.replaceAll(file -> file.name().equals(other.name()) ? other : file);
    return entryOf(files);
  }

  /// A model of these files alone.
  static CatalogueEntry of(CatalogueEntry.File... files) {
    return entryOf(List.of(files));
  }

  static CatalogueEntry.File file(String name, long bytes, String sha256) {
    return new CatalogueEntry.File(name, OptionalLong.of(bytes), Optional.of(sha256));
  }

  private static CatalogueEntry entryOf(List<CatalogueEntry.File> files) {
    return new CatalogueEntry(
        "small-clip",
        "owner/small-clip",
        Optional.of("1234"),
        "http://127.0.0.1:9/{repo}/{revision}/{file}",
        files,
        32,
        List.of("English"),
        new CatalogueEntry.Licence("MIT", false),
        "For tests.",
        Map.of(),
        OptionalDouble.empty());
  }
}
