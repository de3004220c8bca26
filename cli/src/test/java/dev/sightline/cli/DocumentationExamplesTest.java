package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.Console;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Examples in the documentation are true: commands and queries parse, refused queries are refused,
/// JSON is JSON, the reference knows every command and option, and the tutorial works as written.
class DocumentationExamplesTest {
  private static final Set<String> SHELL = Set.of("sh", "console", "bash");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

  /// A field without a value, or with a placeholder in capitals, is no example of a query.
  private static final Pattern NO_QUERY = Pattern.compile("-?[a-z]+:[A-Z]*(\\^number)?");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static MarkdownFiles project;

  @TempDir private Path temporary;

  @BeforeAll
  static void readTheProject() throws IOException {
    project = MarkdownFiles.below(TestConsole.PROJECT);
  }

  /// `README.md`, `CONTRIBUTING.md` and all pages of `docs`.
  private static List<MarkdownPage> pages() {
    return project.pages().stream()
        .filter(
            page -> {
              Path path = TestConsole.PROJECT.relativize(page.file());
              return path.startsWith("docs") || path.getNameCount() == 1;
            })
        .toList();
  }

  private static Stream<List<String>> commands(MarkdownPage page) {
    return page.blocks().stream()
        .filter(block -> SHELL.contains(block.language()))
        .flatMap(block -> ShellCommands.sightline(block.text()).stream());
  }

  @Test
  void every_sightline_command_of_an_example_parses() {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    int examples = 0;
    for (MarkdownPage page : pages()) {
      for (List<String> command : commands(page).toList()) {
        examples++;
        String fault = fault(command);
        if (!fault.isEmpty()) {
          String name = TestConsole.PROJECT.relativize(page.file()).toString();
          wrong.computeIfAbsent(name, _ -> new ArrayList<>()).add(command + ": " + fault);
        }
      }
    }
    assertThat(examples).isGreaterThan(100);

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./sightline serach dog",
        "./sightline search dog --libary DIR",
        "./sightline search dog colour:red",
        "./sightline search dog -k many",
        "sightline library merge A B",
        "sightline models",
        "A=b sightline library pull --into DIR date:yesterday | cat",
      })
  void a_command_that_the_program_refuses_is_found(String example) {
    List<List<String>> commands = ShellCommands.sightline(example);

    assertThat(commands).hasSize(1);
    assertThat(fault(commands.getFirst())).isNotEmpty();
  }

  @Test
  void commands_are_split_as_a_shell_does() {
    String example =
        """
        ./sightline search '"red car"^2' -people  # a comment
        X=1 ./sightline index ~/Pictures \\
          --exclude 'a b' && sightline completion bash >> ~/.bashrc
        docker compose exec sightline ./sightline doctor | head -3; mvn verify
        systemctl enable sightline
        $ sightline search "say \\"cheese\\"" a#b
        """;

    assertThat(ShellCommands.sightline(example))
        .containsExactly(
            List.of("search", "\"red car\"^2", "-people"),
            List.of("index", "~/Pictures", "--exclude", "a b"),
            List.of("completion", "bash"),
            List.of("doctor"),
            List.of("search", "say \"cheese\"", "a#b"));
  }

  /// @return why the program refuses a command before it does anything, or an empty string
  private String fault(List<String> arguments) {
    try {
      CommandLine line = commandLine(arguments);
      CommandLine.ParseResult parsed =
          line.parseArgs(QueryArguments.rearranged(arguments, line).toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      if (!parsed.commandSpec().subcommands().isEmpty()) {
        return "a subcommand is missing";
      }
      QueryParser.parse(query(arguments.getFirst(), parsed));
      return "";
    } catch (CommandLine.ParameterException | QueryException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String query(String command, CommandLine.ParseResult parsed) {
    List<String> words =
        parsed.matchedPositionals().stream().flatMap(it -> it.stringValues().stream()).toList();
    List<String> query =
        switch (command) {
          case "search" -> words;
          case "similar" -> words.subList(1, words.size());
          case "why" -> words.subList(0, words.size() - 1);
          default ->
              parsed.commandSpec().name().equals("pull") && parsed.hasMatchedOption("--into")
                  ? words
                  : List.of();
        };
    return String.join(" ", query);
  }

  private CommandLine commandLine(List<String> arguments) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return new Commands(
            new TestConsole(temporary).directories(), new Console(nowhere, nowhere, false))
        .commandLine(arguments);
  }

  @Test
  void the_reference_knows_every_command() {
    String reference = reference();

    forEachCommand(
        commandLine(List.of()),
        "",
        command -> {
          String name = fullName(command);
          assertThat(reference).as(name).containsPattern("`" + Pattern.quote(name) + "[` ]");
        });
  }

  @Test
  void the_reference_knows_every_option_and_no_other() {
    Set<String> documented =
        OPTION
            .matcher(reference())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> real = new TreeSet<>();
    forEachCommand(
        commandLine(List.of()),
        "",
        command -> {
          for (OptionSpec option : command.getCommandSpec().options()) {
            real.add(option.longestName());
            real.addAll(List.of(option.names()));
            if (option.negatable()) {
              real.add(option.longestName().replaceFirst("^--", "--no-"));
            }
          }
        });
    real.removeIf(name -> !name.startsWith("--"));

    assertThat(documented).containsExactlyInAnyOrderElementsOf(real);
  }

  /// The pages that list commands and options.
  private static String reference() {
    return Stream.of("docs/reference/cli.md", "docs/reference/evaluation.md")
        .map(project::page)
        .map(page -> String.join("\n", page.prose()))
        .collect(Collectors.joining("\n"));
  }

  private static void forEachCommand(
      CommandLine parent, String group, Consumer<CommandLine> visitor) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                visitor.accept(command);
              } else {
                forEachCommand(command, group + name + " ", visitor);
              }
            });
  }

  private static String fullName(CommandLine command) {
    return command.getCommandSpec().qualifiedName(" ").replaceFirst("^sightline ", "");
  }

  @Test
  void every_example_of_the_query_language_parses_and_every_refused_one_is_refused() {
    MarkdownPage page = project.page("docs/reference/query-language.md");
    List<String> refusedRows =
        page.section("## Refused queries").stream().filter(row -> row.startsWith("| `")).toList();
    List<String> refused =
        refusedRows.stream().map(row -> MarkdownPage.inlineCode(List.of(row)).getFirst()).toList();
    List<String> others = page.prose().stream().filter(row -> !refusedRows.contains(row)).toList();
    List<String> examples =
        MarkdownPage.inlineCode(others).stream()
            .filter(it -> !NO_QUERY.matcher(it).matches())
            .toList();
    assertThat(examples).hasSizeGreaterThan(60).contains("date:*-12-25", "sort:-date");
    assertThat(refused).hasSizeGreaterThan(15).contains("colour:red");

    for (String example : examples) {
      assertThatCode(() -> QueryParser.parse(example)).as(example).doesNotThrowAnyException();
    }
    for (String example : refused) {
      assertThatThrownBy(() -> QueryParser.parse(example))
          .as(example)
          .isInstanceOf(QueryException.class);
    }
  }

  @Test
  void every_json_example_is_valid() throws IOException {
    int examples = 0;
    for (MarkdownPage page : pages()) {
      for (MarkdownPage.CodeBlock block : page.blocks()) {
        if (block.language().equals("json")) {
          examples++;
          assertThat(JSON.readTree(block.text()).isContainerNode())
              .as("%s: %s", page.file(), block.text())
              .isTrue();
        }
      }
    }
    assertThat(examples).isGreaterThanOrEqualTo(3);

    assertThatThrownBy(() -> JSON.readTree("{\"a\": 1} {"))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void the_tutorial_works_as_written() throws IOException {
    var sightline = new TestConsole(temporary.resolve("home"));
    Map<String, String> printed = new LinkedHashMap<>();
    var notRun = new ArrayList<String>();
    for (List<String> command : commands(project.page("docs/tutorial/README.md")).toList()) {
      if (command.getFirst().equals("serve")) {
        notRun.add(command.getFirst()); // runs until it is interrupted
        continue;
      }
      String[] arguments = command.stream().map(this::onThisMachine).toArray(String[]::new);
      assertThat(sightline.run(arguments)).as("%s: %s", command, sightline.err()).isZero();
      printed.put(String.join(" ", command), sightline.out());
      if (command.contains("castle")) {
        checkJson(sightline, arguments);
      }
    }

    assertThat(notRun).containsExactly("serve");
    assertThat(output(printed, "index sample-data")).contains("66 added");
    assertThat(lines(printed, "search a castle").getFirst()).endsWith("castle-on-the-hill.jpg");
    assertThat(lines(printed, "search mountains").get(1)).endsWith("IMG_3316.jpg");
    assertThat(lines(printed, "search near:48.85,2.35,5km")).hasSize(1);
    assertThat(output(printed, "search near:48.85,2.35,5km")).contains("eiffel-tower.jpg");
    assertThat(lines(printed, "similar sample-data").getFirst())
        .endsWith("sunset-over-the-hills.jpg");
    assertThat(output(printed, "why a kitten")).contains("cosine", "confidence");
    assertThat(output(printed, "index --library")).contains("66 unchanged");
    assertThat(temporary.resolve("first-library")).doesNotExist();
  }

  /// What the command that begins so has printed.
  private static String output(Map<String, String> printed, String beginning) {
    return printed.entrySet().stream()
        .filter(it -> it.getKey().startsWith(beginning))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the tutorial has no command " + beginning));
  }

  private static List<String> lines(Map<String, String> printed, String beginning) {
    return output(printed, beginning).lines().toList();
  }

  /// The same search with `--json` has the fields of the example in the reference.
  private static void checkJson(TestConsole sightline, String[] arguments) throws IOException {
    JsonNode documented =
        JSON.readTree(project.page("docs/reference/json.md").blocks().getFirst().text());
    var withJson = new ArrayList<>(List.of(arguments));
    withJson.add("--json");
    assertThat(sightline.run(withJson.toArray(String[]::new))).isZero();

    JsonNode answer = JSON.readTree(sightline.out());

    assertThat(names(answer)).isEqualTo(names(documented));
    assertThat(names(answer.at("/hits/0"))).isEqualTo(names(documented.at("/hits/0")));
    assertThat(names(answer.at("/hits/0/why"))).isEqualTo(names(documented.at("/hits/0/why")));
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// An argument of the tutorial, whose commands are run in the folder of the project, here.
  private String onThisMachine(String argument) {
    String project = Path.of("").toAbsolutePath().relativize(TestConsole.PROJECT).toString();
    return argument
        .replace("/tmp/first-library", temporary.resolve("first-library").toString())
        .replace("sample-data", project.isEmpty() ? "sample-data" : project + "/sample-data");
  }
}
