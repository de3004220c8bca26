package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sightline.cli.architecture.manager.PhotoManager;
import dev.sightline.cli.architecture.one.First;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of `docs/explanation/architecture.md` hold for the whole product, and each of them
/// fails on a fixture that breaks it.
class ArchitectureTest {
  private static JavaClasses production;
  private static JavaClasses fixtures;

  @BeforeAll
  static void readAllModules() {
    production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sightline")
            .that(ArchitectureRules.areOfTheProduct());
    fixtures = new ClassFileImporter().importPackages("dev.sightline.cli.architecture");
  }

  static Stream<String> modules() {
    return ArchitectureRules.MODULES.keySet().stream().sorted();
  }

  static Stream<String> dependencies() {
    return ArchitectureRules.OWNERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_uses_only_the_modules_below_it(String module) {
    assertThat(production.that(ArchitectureRules.areIn(module))).isNotEmpty();
    ArchitectureRules.arrowsOf(module).check(production);
  }

  @Test
  void every_package_belongs_to_a_module_with_rules() {
    assertThat(production.stream().map(it -> it.getPackageName().split("\\.")[2]).distinct())
        .containsExactlyInAnyOrderElementsOf(ArchitectureRules.MODULES.keySet());
  }

  @Test
  void no_two_packages_use_each_other() {
    ArchitectureRules.noCycles("dev.sightline.(**)").check(production);
  }

  @Test
  void a_package_holds_no_more_than_eighteen_types() {
    assertThat(ArchitectureRules.largePackages(production)).isEmpty();
  }

  @Test
  void no_class_has_a_name_that_says_nothing() {
    ArchitectureRules.noForbiddenNames().check(production);
  }

  @ParameterizedTest
  @MethodSource("dependencies")
  void a_dependency_is_known_to_its_owners_alone(String dependency) {
    ArchitectureRules.owned(
            dependency, ArchitectureRules.OWNERS.getOrDefault(dependency, List.of()))
        .check(production);
  }

  @Test
  void only_the_command_line_reads_the_environment() {
    ArchitectureRules.noEnvironment("dev.sightline.cli..").check(production);
  }

  @Test
  void only_the_command_line_prints() {
    ArchitectureRules.noPrinting("dev.sightline.cli..").check(production);
  }

  @Test
  void the_page_does_not_know_what_kind_of_library_it_shows() {
    ArchitectureRules.owned(
            "dev.sightline.searcher.lucene..", List.of("searcher", "engine", "cli", "spark"))
        .check(production);
  }

  @Test
  void a_wrong_arrow_breaks_its_rule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(WrongArrow.class);

    assertBroken(
        ArchitectureRules.onlyDependsOn("are in cli", it -> true, List.of("images")), wrong);
  }

  @Test
  void two_packages_that_use_each_other_break_their_rule() {
    assertThat(fixtures.contain(First.class)).isTrue();
    assertBroken(ArchitectureRules.noCycles("dev.sightline.cli.architecture.(**)"), fixtures);
  }

  @Test
  void a_package_of_nineteen_types_breaks_its_rule() {
    assertThat(ArchitectureRules.largePackages(fixtures))
        .containsExactly("dev.sightline.cli.architecture.crowded: 19");
  }

  @Test
  void a_forbidden_name_breaks_its_rule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(PhotoManager.class);

    assertBroken(ArchitectureRules.noForbiddenNames(), wrong);
  }

  @Test
  void a_dependency_in_the_wrong_module_breaks_its_rule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(WrongArrow.class);

    assertBroken(ArchitectureRules.owned("dev.sightline.models..", List.of("web")), wrong);
  }

  @Test
  void reading_the_environment_breaks_its_rule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(WrongArrow.class);

    assertBroken(ArchitectureRules.noEnvironment("dev.sightline.web.."), wrong);
  }

  @Test
  void printing_breaks_its_rule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(WrongArrow.class);

    assertBroken(ArchitectureRules.noPrinting("dev.sightline.web.."), wrong);
  }

  private static void assertBroken(ArchRule rule, JavaClasses wrong) {
    assertThat(rule.evaluate(wrong).hasViolation()).isTrue();
    assertThatThrownBy(() -> rule.check(wrong)).isInstanceOf(AssertionError.class);
  }

  /// Stands for a class that breaks the rules of arrows, owners, environment and printing.
  private static final class WrongArrow {
    @SuppressWarnings("unused") // the reference is what counts
    private final Class<?> wrong = dev.sightline.models.ClipModel.class;

    @SuppressWarnings({"unused", "SystemOut"}) // the calls are what count
    void wrong() {
      System.out.println(System.getenv("HOME"));
    }
  }
}
