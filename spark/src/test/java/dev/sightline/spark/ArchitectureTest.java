package dev.sightline.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of `docs/explanation/architecture.md` for this room, which is built with `-Pspark`
/// only, so that the test in `cli` does not see it.
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.sightline");

  @Test
  void spark_uses_only_the_rooms_its_arrows_lead_to_and_few_libraries() {
    classes()
        .that()
        .resideInAPackage("dev.sightline.spark..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sightline.spark..",
            "dev.sightline.cluster..",
            "dev.sightline.indexer..",
            "dev.sightline.library..",
            "dev.sightline.models..",
            "dev.sightline.images..",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "scala..",
            "com.fasterxml.jackson.core..",
            "org.jspecify..",
            "java..")
        .check(PRODUCTION);
  }

  @Test
  void no_room_uses_spark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sightline.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.sightline.spark..", "org.apache.spark..", "org.apache.hadoop..")
        .check(PRODUCTION);
  }
}
