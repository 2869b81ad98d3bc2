package org.convc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between packages, as the package-info files have them. */
class ArchitectureTest {

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.convc");
  }

  /** Which packages of convc a package may see, besides itself. */
  @ParameterizedTest
  @CsvSource({
    "diagnostic,",
    "source,",
    "syntax, diagnostic",
    "parser, diagnostic syntax parser.antlr",
    "parser.antlr, diagnostic syntax parser",
    "runtime,",
    "model, runtime",
    "ir, runtime",
    "algebra,",
    "lower, model ir algebra runtime",
    "pass, ir model runtime",
    "schedule, model ir algebra lower pass runtime",
    "emit, model ir runtime",
    "load, ir runtime",
    "tuning, diagnostic model schedule runtime",
    "report, diagnostic",
    "analysis, syntax source diagnostic parser model runtime",
  })
  void arrows(String name, String seen) {
    List<String> allowed = new ArrayList<>(List.of("org.convc." + name));
    if (seen != null) {
      Arrays.stream(seen.split(" ")).map("org.convc."::concat).forEach(allowed::add);
    }
    List<String> forbidden = classes.stream()
        .map(c -> c.getPackageName())
        .distinct()
        .filter(p -> p.startsWith("org.convc") && !allowed.contains(p))
        .toList();
    noClasses().that().resideInAPackage("org.convc." + name)
        .should().dependOnClassesThat().resideInAnyPackage(forbidden.toArray(String[]::new))
        .check(classes);
  }

  @Test
  void nobodySeesTheFacade() {
    noClasses().that().resideOutsideOfPackages("org.convc", "org.convc.cli..")
        .should().dependOnClassesThat().resideInAPackage("org.convc")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    // The parser's own package and the one of ANTLR's code are one thing in two folders.
    slices().matching("org.convc.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyWhatReadsTextsParses() {
    noClasses().that().resideInAPackage("org.convc.analysis").and().doNotHaveSimpleName("Frontend").and().doNotHaveSimpleName("ImportedFiles")
        .and().doNotHaveSimpleName("OptionText")
        .should().dependOnClassesThat().resideInAPackage("org.convc.parser..")
        .check(classes);
  }

  @Test
  void antlrStaysInTheParser() {
    noClasses().that().resideOutsideOfPackage("org.convc.parser..")
        .should().dependOnClassesThat().resideInAPackage("org.antlr..")
        .check(classes);
  }

  @Test
  void javaPoetStaysInEmit() {
    noClasses().that().resideOutsideOfPackage("org.convc.emit")
        .should().dependOnClassesThat().resideInAPackage("com.palantir..")
        .check(classes);
  }

  @Test
  void javaCompilersStayInLoad() {
    noClasses().that().resideOutsideOfPackage("org.convc.load")
        .should().dependOnClassesThat().resideInAnyPackage("org.codehaus..", "javax.tools..")
        .check(classes);
  }

  @Test
  void runtimeNeedsNothing() {
    classes().that().resideInAPackage("org.convc.runtime..")
        .should().onlyDependOnClassesThat().resideInAnyPackage("org.convc.runtime..", "java..")
        .check(classes);
  }
}
