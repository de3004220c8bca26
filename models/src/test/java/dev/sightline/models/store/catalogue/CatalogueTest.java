package dev.sightline.models.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  @Test
  void the_built_in_catalogue_offers_clip_with_every_size_and_hash() {
    CatalogueEntry clip = Catalogue.builtIn().standard();

    assertThat(clip.name()).isEqualTo("clip-vit-base-patch32");
    assertThat(clip.dimension()).isEqualTo(512);
    assertThat(clip.files()).hasSize(6).allMatch(file -> file.sha256().isPresent());
    assertThat(clip.size()).isEqualTo("608.0 MB");
    assertThat(clip.note()).contains("out of scope");
    assertThat(
            ((ModelSource.Web) ModelSource.published(clip))
                .of(clip, clip.files().getLast(), clip.revision().orElseThrow()))
        .hasToString(
            "https://huggingface.co/Xenova/clip-vit-base-patch32/resolve/"
                + "d15189d7028b43f1d3e65039190477f6af591c2a/onnx/text_model.onnx");
  }

  @Test
  void what_is_offered_has_a_licence_and_says_when_it_must_be_accepted() {
    List<CatalogueEntry> offers = Catalogue.builtIn().entries();

    assertThat(offers).hasSizeGreaterThan(7).allMatch(it -> !it.licence().text().isBlank());
    assertThat(offers)
        .filteredOn(it -> it.licence().mustBeAccepted())
        .extracting(CatalogueEntry::name)
        .containsExactly("mobileclip-s0", "mobileclip-s2");
    assertThat(offers).anyMatch(it -> it.languages().contains("many"));
  }

  @Test
  void a_model_of_two_repositories_pins_a_revision_of_each() {
    CatalogueEntry qdrant = Catalogue.builtIn().find("qdrant-clip-vit-b-32").orElseThrow();

    assertThat(qdrant.files())
        .extracting(it -> qdrant.originOf(it).repository())
        .contains("Qdrant/clip-ViT-B-32-vision", "Qdrant/clip-ViT-B-32-text");
    assertThat(qdrant.files()).allMatch(it -> qdrant.originOf(it).revision().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../config.json",
        "onnx/../../x",
        "/etc/x",
        "a//b",
        "a/",
        "",
        ".hidden",
        "onnx\\x",
        "C:x",
        "x\n",
        "x.part"
      })
  void a_file_outside_the_models_folder_cannot_be_named(String name) {
    assertThatThrownBy(() -> new CatalogueEntry.File(name, OptionalLong.empty(), Optional.empty()))
        .hasMessage("not a model file's name: '%s'".formatted(name));
  }

  @Test
  void a_catalogue_that_lacks_a_field_names_it() {
    String json =
        """
        {"models": [{"name": "x", "files": [{"name": "config.json", "bytes": 1}]}]}\
        """;

    assertThatThrownBy(
            () -> Catalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
        .hasMessageStartingWith("the catalogue lacks repository in ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/x", "file:///x", "http:///x", "no/such/folder"})
  void a_mirror_is_a_web_address_or_a_folder(String mirror) {
    assertThatThrownBy(() -> ModelSource.mirror(mirror))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(mirror);
  }
}
