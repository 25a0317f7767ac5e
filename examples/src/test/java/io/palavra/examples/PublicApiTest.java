package io.palavra.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.palavra.examples", importOptions = DoNotIncludeTests.class)
class PublicApiTest {

  @ArchTest
  static final ArchRule examplesNeedNoCommandLineAndNoNetworkLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.palavra.examples.dl4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.palavra.cli..",
              "io.palavra.kernels..",
              "io.palavra.training.classification..",
              "org.deeplearning4j..",
              "org.nd4j..")
          .because("they show that the public classes are enough; dl4j is for who writes networks");

  @ArchTest
  static final ArchRule examplesForUsersOfDeeplearning4jNeedNothingInternal =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.examples.dl4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.palavra.cli..", "io.palavra.training.classification..");
}
