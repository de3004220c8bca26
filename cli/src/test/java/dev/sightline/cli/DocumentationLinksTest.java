package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links in Markdown files lead somewhere, and every file of `docs` is found from its index.
class DocumentationLinksTest {
  private static MarkdownFiles project;

  @TempDir private Path folder;

  @BeforeAll
  static void readTheProject() throws IOException {
    project = MarkdownFiles.below(TestConsole.PROJECT);
  }

  @Test
  void every_relative_link_and_anchor_of_the_project_resolves() {
    assertThat(project.pages())
        .extracting(page -> TestConsole.PROJECT.relativize(page.file()).toString())
        .contains("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
        .contains("docs/README.md", "sample-data/README.md", "testkit/goldens/README.md")
        .contains("models/sightline-tiny/MODEL_CARD.md");
    assertThat(project.page("docs/README.md").links()).hasSizeGreaterThan(20);

    assertThat(project.brokenLinks()).isEmpty();
  }

  @Test
  void every_file_of_the_documentation_is_reachable_from_its_index() throws IOException {
    assertThat(project.unreachableFrom("docs/README.md")).isEmpty();
  }

  @Test
  void a_link_to_a_missing_file_is_found() throws IOException {
    write(
        "README.md",
        "[gone](docs/gone.md), ![gone](a.jpg), [there](docs/a.md), <img src=\"b.svg\">");
    write("docs/a.md", "[up](../README.md) [root](/README.md) [ref]\n\n[ref]: ../lost.txt");

    assertThat(broken())
        .containsExactly(
            "README.md: docs/gone.md: no such file",
            "README.md: a.jpg: no such file",
            "README.md: b.svg: no such file",
            "docs/a.md: ../lost.txt: no such file");
  }

  @Test
  void a_link_to_a_missing_anchor_is_found() throws IOException {
    write(
        "README.md",
        "[a](a.md#one) [b](a.md#gone) [c](#here) [d](#gone) [e](docs#there)\n\n## Here");
    write("a.md", "# One");
    write("docs/README.md", "# There");

    assertThat(broken())
        .containsExactly(
            "README.md: a.md#gone: no such anchor", "README.md: #gone: no such anchor");
  }

  @Test
  void a_link_out_of_the_repository_is_found() throws IOException {
    write("README.md", "[a](../secret.md)");

    assertThat(broken()).containsExactly("README.md: ../secret.md: leaves the repository");
  }

  @Test
  void code_and_addresses_of_the_web_are_no_links() throws IOException {
    write(
        "README.md",
        """
        `[a](gone.md)` [b](https://example.org/gone) [c](mailto:a@example.org)
        ```sh
        [d](gone.md)
        ```
        """);

    assertThat(broken()).isEmpty();
  }

  @Test
  void names_with_spaces_and_other_letters_are_decoded() throws IOException {
    write("README.md", "[a](a%20b.md) [b](<a b.md>) [c](stra%C3%9Fe.md)");
    write("a b.md", "");
    write("straße.md", "");

    assertThat(broken()).isEmpty();
  }

  @Test
  void anchors_are_computed_as_github_does() throws IOException {
    write(
        "README.md",
        """
        # From 10,000 to 1,000,000 images
        ## What is `--json` (and why)?
        ## Use [another](x.md) model
        ## Zero-shot, probes: robustness
        ## Same
        ## Same
        ## snake_case & Ümlaut ##
        <a id="explicit"></a>
        ```sh
        # not a heading
        ```
        """);

    assertThat(MarkdownPage.read(folder.resolve("README.md")).anchors())
        .containsExactly(
            "from-10000-to-1000000-images",
            "what-is---json-and-why",
            "use-another-model",
            "zero-shot-probes-robustness",
            "same",
            "same-1",
            "snake_case--ümlaut",
            "explicit");
  }

  @Test
  void a_page_or_image_that_nothing_links_to_is_found() throws IOException {
    write("README.md", "[orphan](docs/orphan.md)");
    write("docs/README.md", "[a](sub/a.md)");
    write("docs/sub/a.md", "![b](../images/b.svg) [up](../README.md)");
    write("docs/images/b.svg", "");
    write("docs/images/c.svg", "");
    write("docs/orphan.md", "[a](sub/a.md)");

    assertThat(MarkdownFiles.below(folder).unreachableFrom("docs/README.md"))
        .containsExactly("docs/images/c.svg", "docs/orphan.md");
  }

  @Test
  void build_output_and_hidden_folders_are_left_out() throws IOException {
    write("target/a.md", "[a](gone.md)");
    write(".git/b.md", "[a](gone.md)");
    write("benchmarks/results/local/c.md", "[a](gone.md)");

    assertThat(MarkdownFiles.below(folder).pages()).isEmpty();
  }

  private java.util.List<String> broken() throws IOException {
    return MarkdownFiles.below(folder).brokenLinks();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
