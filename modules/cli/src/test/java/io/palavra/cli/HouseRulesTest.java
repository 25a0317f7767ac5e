package io.palavra.cli;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/** Who may know whom, and what nobody may do. */
@AnalyzeClasses(packages = "io.palavra", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String[] APPLICATIONS = {
    "io.palavra.sentiment..",
    "io.palavra.cnn..",
    "io.palavra.translator..",
    "io.palavra.languagemodel..",
    "io.palavra.tagger.."
  };

  @ArchTest
  static final ArchRule PIPELINE_KNOWS_NO_MODULE_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.palavra.training..",
              "io.palavra.sentiment..",
              "io.palavra.search..",
              "io.palavra.embeddings..",
              "io.palavra.cli..",
              "io.palavra.kernels..",
              "org.deeplearning4j..");

  @ArchTest
  static final ArchRule KERNELS_KNOW_NOTHING_OF_PALAVRA =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.kernels..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.palavra.pipeline..", "io.palavra.training..", "io.palavra.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule TRAINING_KNOWS_NO_APPLICATION =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APPLICATIONS)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.palavra.embeddings..");

  @ArchTest
  static final ArchRule SEARCH_KNOWS_NO_APPLICATION =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APPLICATIONS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONE_PACKAGE_KNOWS_ARBITER =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.search..")
          .and()
          .resideOutsideOfPackage("io.palavra.search.arbiter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.deeplearning4j.arbiter..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.palavra.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.palavra.cli..", "picocli..");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_KNOWS_NO_EXAMPLE =
      noClasses()
          .that()
          .resideInAPackage("io.palavra.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.palavra.examples..");

  @ArchTest
  static final ArchRule TEXT_COMES_BEFORE_TENSORS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.palavra.pipeline.corpus..",
              "io.palavra.pipeline.token..",
              "io.palavra.pipeline.vocabulary..",
              "io.palavra.pipeline.encode..",
              "io.palavra.pipeline.split..",
              "io.palavra.pipeline.batch..",
              "io.palavra.pipeline.check..",
              "io.palavra.pipeline.file..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.datavec..");

  @ArchTest
  static final ArchRule ONE_PLACE_CALLS_FIT =
      noClasses()
          .that()
          .resideInAPackage("io.palavra..")
          .and()
          .resideOutsideOfPackages("io.palavra.training.loop..", "io.palavra.benchmarks..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(ComputationGraph.class))).and(target(name("fit"))));

  private static final DescribedPredicate<JavaClass> VECTOR =
      describe("a vector", type -> type.getName().matches("jdk.incubator.vector.\\w*Vector"));

  /**
   * HotSpot inlines the Vector API whatever a method's size, but not ours once a compilation is
   * big: a vector that goes into one of our methods or comes out of it is then an object on the
   * heap.
   */
  @ArchTest
  static final ArchRule VECTORS_STAY_WITHIN_A_METHOD =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .doNotHaveFullyQualifiedName("io.palavra.kernels.arithmetic.VectorExponential")
          .and()
          .doNotHaveFullName(
              "io.palavra.kernels.arithmetic.VectorFloatRows.total(jdk.incubator.vector.FloatVector)")
          .should()
          .haveRawReturnType(VECTOR)
          .orShould()
          .haveRawParameterTypes(anyElementThat(VECTOR));

  @ArchTest
  static final ArchRule NO_FOREIGN_OBJECT_IS_READ =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ModelSerializer.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.io.ObjectInputStream.class);

  @ArchTest
  static final ArchRule RESULTS_GO_THROUGH_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.palavra.cli..", "io.palavra.examples..", "io.palavra.benchmarks..")
          .should()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule NO_STATIC_STATE_CHANGES =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.palavra..")
          .should()
          .beStatic()
          .andShould()
          .notBeFinal()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ROOMS_HAVE_NAMES =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..manager..", "..helper..", "..impl..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.palavra.(*).(*)..").should().beFreeOfCycles();
}
