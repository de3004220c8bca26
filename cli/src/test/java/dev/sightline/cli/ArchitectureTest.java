package dev.sightline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of `docs/explanation/architecture.md`: which room may use which, and which room owns
/// which library.
class ArchitectureTest {
  private static final String ROOT = "dev.sightline.";

  /// What each room may use besides itself.
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "images", List.of(),
          "models", List.of("images"),
          "library", List.of(),
          "indexer", List.of("images", "models", "library"),
          "searcher", List.of("images", "models", "library"),
          "cluster", List.of("images", "models", "library", "searcher"),
          "evaluation", List.of("images", "models", "library", "searcher"),
          "web", List.of("searcher", "library", "images", "indexer"),
          "cli",
              List.of(
                  "images",
                  "models",
                  "library",
                  "indexer",
                  "searcher",
                  "cluster",
                  "evaluation",
                  "web"));

  /// Libraries that only their owner may know, so that an upgrade touches one place.
  private static final Map<String, List<String>> OWNERS =
      Map.ofEntries(
          Map.entry("org.apache.lucene..", List.of("library", "searcher")),
          Map.entry("ai.onnxruntime..", List.of("models")),
          Map.entry("ai.djl..", List.of("models")),
          Map.entry("org.bytedeco..", List.of("images")),
          Map.entry("com.drew..", List.of("images")),
          Map.entry("org.brotli..", List.of("images")),
          Map.entry("javax.imageio..", List.of("images")),
          Map.entry("io.javalin..", List.of("web")),
          Map.entry("org.eclipse.jetty..", List.of("web")),
          Map.entry("io.micrometer..", List.of("web")),
          Map.entry("com.dynatrace..", List.of("indexer")),
          Map.entry("io.methvin..", List.of("indexer")),
          Map.entry("dev.hardwood..", List.of("library")),
          Map.entry("org.apache.solr..", List.of("cluster")),
          Map.entry("org.apache.zookeeper..", List.of("cluster")),
          Map.entry("picocli..", List.of("cli")),
          Map.entry("me.tongfei..", List.of("cli")));

  private static JavaClasses production;

  @BeforeAll
  static void readAllRooms() {
    production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sightline");
  }

  static Stream<String> rooms() {
    return ARROWS.keySet().stream().sorted();
  }

  static Stream<String> ownedLibraries() {
    return OWNERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_room_uses_only_the_rooms_its_arrows_lead_to(String room) {
    assertThat(production.that(DescribedPredicate.describe("in room", it -> isIn(it, room))))
        .isNotEmpty();
    arrowsOf(room).check(production);
  }

  private static ArchRule arrowsOf(String room) {
    var allowed = new ArrayList<>(ARROWS.getOrDefault(room, List.of()));
    allowed.add(room);
    return classes()
        .that(DescribedPredicate.describe("are in " + room, it -> isIn(it, room)))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are outside Sightline or in one of " + allowed,
                it ->
                    !it.getPackageName().startsWith(ROOT)
                        || allowed.stream().anyMatch(other -> isIn(it, other))));
  }

  private static boolean isIn(JavaClass type, String room) {
    return (type.getPackageName() + ".").startsWith(ROOT + room + ".");
  }

  @Test
  void there_are_no_circles_between_rooms() {
    slices().matching("dev.sightline.(*)..").should().beFreeOfCycles().check(production);
  }

  @ParameterizedTest
  @MethodSource("ownedLibraries")
  void a_library_is_known_to_its_owners_alone(String library) {
    String[] owners =
        OWNERS.getOrDefault(library, List.of()).stream()
            .map(room -> ROOT + room + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(owners)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("an upgrade of it must touch one place")
        .check(production);
  }

  @Test
  void in_the_searcher_only_the_lucene_half_knows_lucene() {
    noClasses()
        .that()
        .resideInAPackage("dev.sightline.searcher..")
        .and()
        .haveSimpleNameNotStartingWith("Lucene")
        .and()
        .doNotHaveSimpleName("BestScores")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .because("another kind of library may stand behind Retriever")
        .check(production);
  }

  @Test
  void the_page_does_not_know_what_kind_of_library_it_shows() {
    noClasses()
        .that()
        .resideInAPackage("dev.sightline.web..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.sightline.library.LibraryReader")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("Lucene")
        .because("it is asked through SearchedLibrary (docs/decisions/0029)")
        .check(production);
  }

  @Test
  void only_the_command_line_reads_the_environment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sightline.cli..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("rooms are told what they need by whoever wires them")
        .check(production);
  }

  @Test
  void the_rule_of_arrows_fails_on_a_wrong_import() {
    JavaClasses withWrongImport = new ClassFileImporter().importClasses(WrongImport.class);
    ArchRule imagesMayNotKnowModels =
        noClasses().should().dependOnClassesThat().resideInAPackage("dev.sightline.models..");

    assertThat(imagesMayNotKnowModels.evaluate(withWrongImport).hasViolation()).isTrue();
  }

  /// Stands for a class in the wrong room.
  private static final class WrongImport {
    @SuppressWarnings("unused") // the import is what counts
    private final Class<?> wrong = dev.sightline.models.ClipModel.class;
  }
}
