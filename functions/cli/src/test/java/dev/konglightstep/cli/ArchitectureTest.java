package dev.konglightstep.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom (DESIGN, section 2), each rule with classes that break it. */
class ArchitectureTest {
  private static final String BASE = "dev.konglightstep.";
  private static final String[] FUNCTIONS = {
    BASE + "proxy..", BASE + "rotation..", BASE + "principalmap.."
  };

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.konglightstep");

  static Stream<Rule> rules() {
    return Stream.of(
        new Rule(
            "1 core stands on the JDK alone",
            classes()
                .that()
                .resideInAPackage(BASE + "core..")
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                            BASE + "core..",
                            "java.lang..",
                            "java.io",
                            "java.net",
                            "java.nio",
                            "java.nio.charset",
                            "java.security",
                            "java.time..",
                            "java.util",
                            "java.util.concurrent.atomic",
                            "java.util.function",
                            "java.util.random",
                            "java.util.regex",
                            "java.util.stream",
                            "java.util.zip",
                            "javax.crypto..",
                            "org.jspecify..",
                            "com.google.re2j..")
                        .and(not(outsideWorld()))
                        .or(
                            DescribedPredicate.describe(
                                "are primitives", ArchitectureTest::isPrimitive))),
            "core.broken.UsesThreads",
            "core.broken.UsesFiles",
            "core.broken.UsesJson",
            "core.broken.UsesPlatform"),
        new Rule(
            "2 platform imports core only",
            noClasses()
                .that()
                .resideInAPackage(BASE + "platform..")
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage(FUNCTIONS)
                        .or(resideInAnyPackage(BASE + "standins..", BASE + "cli.."))),
            "platform.broken.UsesAFunction"),
        new Rule(
            "3 Lambda's own types in handlers and cli only",
            noClasses()
                .that(
                    not(
                        resideInAPackage(BASE + "cli..")
                            .or(
                                DescribedPredicate.describe(
                                    "are handlers",
                                    type -> type.getSimpleName().endsWith("Handler")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.."),
            "proxy.broken.UsesLambda"),
        new Rule(
            "3 the SDK in packages named aws only",
            noClasses()
                .that()
                .resideOutsideOfPackage("..aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.."),
            "proxy.broken.UsesTheSdk"),
        new Rule(
            "4 only cli and bench import stand-ins",
            noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "cli..", BASE + "bench..", BASE + "standins..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "standins.."),
            "proxy.broken.UsesStandIns"),
        new Rule(
            "4 operator commands know no stand-in, nor the rest of the cli, which knows them",
            noClasses()
                .that()
                .resideInAPackage(BASE + "cli.operator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "standins..", BASE + "cli"),
            "cli.operator.broken.UsesAStandIn",
            "cli.operator.broken.UsesTheLocalSet"),
        new Rule(
            "4 nobody imports cli or bench",
            noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "cli..", BASE + "bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "cli..", BASE + "bench.."),
            "standins.broken.UsesTheCli"),
        new Rule(
            "5 environment, clocks, sleep and chance are parameters",
            noClasses()
                .that(not(mayTouchTheWorld()))
                .should()
                .accessTargetWhere(DescribedPredicate.describe("the world", touchesTheWorld())),
            "proxy.broken.ReadsTheClock",
            "proxy.broken.ReadsTheEnvironment",
            "proxy.broken.Sleeps",
            "proxy.broken.Rolls"),
        new Rule(
            "5 no mutable static field",
            fields()
                .that()
                .haveModifier(JavaModifier.STATIC)
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal(),
            "proxy.broken.HoldsState"),
        new Rule(
            "every class is final, a record, an enum or sealed",
            classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL),
            "proxy.broken.IsOpen"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_holds(Rule rule) {
    rule.rule.check(OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_brokenOnPurpose_fails(Rule rule) throws ClassNotFoundException {
    for (String broken : rule.brokenBy) {
      JavaClasses one = new ClassFileImporter().importClasses(Class.forName(BASE + broken));
      assertThat(rule.rule.evaluate(one).hasViolation()).as(broken).isTrue();
    }
  }

  /** Function modules never import each other: with more than one, each against the others. */
  @Test
  void functions_importNoOtherFunction() {
    for (String function : FUNCTIONS) {
      String[] others =
          Stream.of(FUNCTIONS).filter(other -> !other.equals(function)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(function)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(OURS);
    }
  }

  @Test
  void packages_areNullMarked() {
    List<String> unmarked =
        OURS.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
            .map(javaPackage -> javaPackage.getName())
            .filter(name -> !name.equals("dev.konglightstep"))
            .toList();

    assertThat(OURS).hasSizeGreaterThan(50);
    assertThat(unmarked).isEmpty();
  }

  private static DescribedPredicate<JavaClass> outsideWorld() {
    return belongToAnyOf(
            Thread.class,
            ProcessBuilder.class,
            Runtime.class,
            java.io.File.class,
            java.io.FileInputStream.class,
            java.io.FileOutputStream.class,
            java.io.RandomAccessFile.class,
            java.net.Socket.class,
            java.net.ServerSocket.class,
            java.net.URL.class,
            java.net.URLConnection.class,
            java.net.HttpURLConnection.class,
            java.net.InetAddress.class)
        .as("the world outside");
  }

  private static DescribedPredicate<JavaClass> mayTouchTheWorld() {
    return resideInAnyPackage(
            "..aws..", BASE + "platform..", BASE + "cli..", BASE + "standins..", BASE + "bench..")
        .or(
            DescribedPredicate.describe(
                "are settings or handlers",
                type ->
                    type.getSimpleName().endsWith("Settings")
                        || type.getSimpleName().endsWith("Handler")));
  }

  private static java.util.function.Predicate<JavaAccess<?>> touchesTheWorld() {
    Set<String> calls =
        Set.of(
            "java.lang.System.getenv",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Thread.sleep",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.InstantSource.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.security.SecureRandom.<init>",
            "java.security.SecureRandom.getInstanceStrong",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault");
    return access ->
        calls.contains(access.getTargetOwner().getName() + "." + access.getTarget().getName());
  }

  private static boolean isPrimitive(JavaClass type) {
    return type.isPrimitive() || (type.isArray() && type.getBaseComponentType().isPrimitive());
  }

  /** A rule and classes, among the tests, that break it. */
  record Rule(String name, ArchRule rule, List<String> brokenBy) {
    Rule(String name, ArchRule rule, String... brokenBy) {
      this(name, rule, List.of(brokenBy));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
