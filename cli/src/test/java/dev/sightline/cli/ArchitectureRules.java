package dev.sightline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The rules of the architecture, so that tests can hold them against the product and against
/// fixtures that break them.
final class ArchitectureRules {
  private static final String ROOT = "dev.sightline.";

  /// Most top-level types of a package, `package-info` not counted.
  private static final int LARGEST_PACKAGE = 18;

  /// Names that say nothing, and coined words that the glossary has replaced.
  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile(
          ".*(Util|Utils|Helper|Helpers|Manager|Impl|Shelf|Keeper|Claims|Settling|Wish|Book|News"
              + "|Calls|Nearby|Beside|Mojibake|Checkup|SecondChance|NeutralBank|Standing|Picture)"
              + "|(Places|Things|Sheet|Served|Words|Finding)");

  /// What each module may use besides itself; `docs/explanation/architecture.md` has the table.
  static final Map<String, List<String>> MODULES =
      Map.ofEntries(
          Map.entry("base", List.of()),
          Map.entry("images", List.of()),
          Map.entry("models", List.of("base", "images")),
          Map.entry("library", List.of("base", "images")),
          Map.entry("indexer", List.of("base", "images", "models", "library")),
          Map.entry("searcher", List.of("base", "images", "models", "library")),
          Map.entry("evaluation", List.of("base", "images", "models", "library", "searcher")),
          Map.entry("engine", List.of("images", "models", "library", "indexer", "searcher")),
          Map.entry("cluster", List.of("base", "library", "searcher", "images", "models")),
          Map.entry("web", List.of("engine", "images", "library", "indexer", "searcher")),
          Map.entry(
              "cli",
              List.of(
                  "base",
                  "images",
                  "models",
                  "library",
                  "indexer",
                  "searcher",
                  "evaluation",
                  "engine",
                  "cluster",
                  "web")));

  /// Dependencies that only their owners may use, so that an upgrade touches one place. A value is
  /// a module, or a package of one.
  static final Map<String, List<String>> OWNERS =
      Map.ofEntries(
          Map.entry("org.apache.lucene..", List.of("library", "searcher.lucene", "searcher.query")),
          Map.entry("ai.onnxruntime..", List.of("models.onnx", "models")),
          Map.entry("ai.djl..", List.of("models.tokenizer")),
          Map.entry("org.bytedeco..", List.of("images.codec")),
          Map.entry("com.drew..", List.of("images")),
          Map.entry("org.brotli..", List.of("images.format")),
          Map.entry("javax.imageio..", List.of("images.codec")),
          Map.entry("io.javalin..", List.of("web")),
          Map.entry("org.eclipse.jetty..", List.of("web")),
          Map.entry("io.micrometer..", List.of("web.metrics")),
          Map.entry("com.dynatrace..", List.of("indexer")),
          Map.entry("io.methvin..", List.of("indexer.watch")),
          Map.entry("dev.hardwood..", List.of("library.exchange")),
          Map.entry("com.github.benmanes.caffeine..", List.of("searcher", "web", "cluster")),
          Map.entry("org.apache.solr..", List.of("cluster")),
          Map.entry("org.apache.zookeeper..", List.of("cluster.connection")),
          Map.entry("picocli..", List.of("cli")),
          Map.entry("me.tongfei..", List.of("cli.terminal", "cli.models")));

  private ArchitectureRules() {}

  /// The product, without what tests and benchmarks share.
  static DescribedPredicate<JavaClass> areOfTheProduct() {
    return DescribedPredicate.describe(
        "are of the product",
        it -> !isIn(it, "testkit") && !isIn(it, "benchmarks") && !isIn(it, "clusterserver"));
  }

  static DescribedPredicate<JavaClass> areIn(String module) {
    return DescribedPredicate.describe("are in " + module, it -> isIn(it, module));
  }

  static ArchRule arrowsOf(String module) {
    return onlyDependsOn("are in " + module, it -> isIn(it, module), allowed(module));
  }

  private static List<String> allowed(String module) {
    var allowed = new ArrayList<>(MODULES.getOrDefault(module, List.of()));
    allowed.add(module);
    return allowed;
  }

  static ArchRule onlyDependsOn(
      String which, Predicate<JavaClass> from, List<String> allowedModules) {
    return classes()
        .that(DescribedPredicate.describe(which, from))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are outside Sightline or in one of " + allowedModules,
                it ->
                    !it.getPackageName().startsWith(ROOT)
                        || allowedModules.stream().anyMatch(other -> isIn(it, other))));
  }

  static ArchRule noCycles(String packages) {
    return slices().matching(packages).should().beFreeOfCycles();
  }

  /// Packages with too many top-level types, as `NAME: COUNT`, in order.
  static List<String> largePackages(JavaClasses classes) {
    var sizes = new TreeMap<String, Integer>();
    classes.stream()
        .filter(it -> it.isTopLevelClass() && !it.getSimpleName().equals("package-info"))
        .forEach(it -> sizes.merge(it.getPackageName(), 1, Integer::sum));
    return sizes.entrySet().stream()
        .filter(it -> it.getValue() > LARGEST_PACKAGE)
        .map(it -> it.getKey() + ": " + it.getValue())
        .toList();
  }

  static ArchRule noForbiddenNames() {
    return noClasses()
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                DescribedPredicate.describe(
                    "named by a word that says nothing or was coined",
                    it -> FORBIDDEN_NAME.matcher(it.getSimpleName()).matches())))
        .because("docs/explanation/architecture.md lists the standard words");
  }

  /// @param owners modules, or packages such as `searcher.lucene`
  static ArchRule owned(String dependency, List<String> owners) {
    String[] packages = owners.stream().map(it -> ROOT + it + "..").toArray(String[]::new);
    String[] withItself = java.util.Arrays.copyOf(packages, packages.length + 1);
    withItself[packages.length] = dependency;
    return noClasses()
        .that()
        .resideOutsideOfPackages(withItself)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(dependency)
        .because("an upgrade of it must touch one place");
  }

  static ArchRule noEnvironment(String owner) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(owner)
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("modules are told what they need by whoever wires them");
  }

  static ArchRule noPrinting(String owner) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(owner)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("an embedding program owns its terminal");
  }

  private static boolean isIn(JavaClass type, String module) {
    return (type.getPackageName() + ".").startsWith(ROOT + module + ".");
  }
}
