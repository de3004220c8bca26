package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.Examples;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuarantineReasonTest {
  /// Re-embedding reports them for images that stay in the library.
  private static final Set<QuarantineReason> NEVER_STORED =
      EnumSet.of(QuarantineReason.MISSING, QuarantineReason.CHANGED);

  @Test
  void codes_are_those_that_libraries_store() {
    assertThat(Stream.of(QuarantineReason.values()).map(QuarantineReason::code))
        .containsExactly(
            "EMPTY",
            "NOT_AN_IMAGE",
            "UNSUPPORTED",
            "DECODER_MISSING",
            "TOO_LARGE",
            "TRUNCATED",
            "CORRUPT",
            "UNREADABLE",
            "CHANGING",
            "FAILED",
            "ENCODING",
            "OUT_OF_MEMORY",
            "MISSING",
            "CHANGED");
  }

  @ParameterizedTest
  @EnumSource
  void a_code_gives_its_reason(QuarantineReason reason) {
    assertThat(QuarantineReason.of(reason.code())).contains(reason);
    assertThat(reason.explanation()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
  }

  @ParameterizedTest
  @EnumSource
  void the_reference_lists_every_code_that_is_stored(QuarantineReason reason) throws IOException {
    String reference = Files.readString(Project.root().resolve("docs/reference/indexing.md"));

    assertThat(reference.contains("`" + reason.code() + "`"))
        .as(reason.code())
        .isNotEqualTo(NEVER_STORED.contains(reason));
  }

  @Test
  void a_code_of_another_version_is_read_and_written_as_it_is(@TempDir Path folder) {
    var record =
        new QuarantinedFile(
            Examples.file("/a.jpg"), "HAUNTED", "It moves.", 17, "9.0", Optional.of("HEIC: none"));
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.quarantine(record);
      writer.commit();
    }

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.quarantined()).containsExactly(record);
      assertThat(reader.quarantined().getFirst().knownReason()).isEmpty();
    }
  }
}
