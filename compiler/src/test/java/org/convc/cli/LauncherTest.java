package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds. Its checkout here is a few small files, its Maven a script that puts a source into the jar, and its Java one
 * that prints the jar.
 */
@Timeout(60)
class LauncherTest {

  private static final String JAVA = """
      case "$*" in
        *XshowSettings*) echo '    java.specification.version = 17' >&2 ;;
        --list-modules) echo 'jdk.compiler@17' ;;
        *) cat compiler/target/convc.jar ;;
      esac
      """;

  private static final String MAVEN = """
      for goal; do :; done
      echo "$goal" >>goals
      [ ! -f during ] || . ./during
      mkdir -p compiler/target
      cat compiler/src/main/source >compiler/target/convc.jar
      """;

  @TempDir
  Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    assumeTrue(File.separatorChar == '/', "the launcher is for shells of Unix");
    executable("convc", Files.readString(Path.of("..", "convc")));
    executable("bin/java", "#!/bin/sh\n" + JAVA);
    executable("bin/mvn", "#!/bin/sh\n" + MAVEN);
    for (String pom : List.of("pom.xml", "grammar/pom.xml", "runtime/pom.xml", "compiler/pom.xml", "grammar/src/main/a", "runtime/src/main/a")) {
      write(pom, "");
    }
    write("compiler/src/main/source", "first\n");
    write("compiler/src/main/other", "");
  }

  @Test
  void buildsWhatHasChanged() throws Exception {
    assertEquals("first\n", run(0).out());
    assertEquals("first\n", run(0).out());
    assertEquals(List.of("package"), goals());
    write("compiler/src/main/source", "second\n");
    assertEquals("second\n", run(0).out());
    assertEquals(new Cli(0, "second\n", ""), run(0));
    Files.delete(checkout.resolve("compiler/src/main/other"));
    run(0);
    write("grammar/pom.xml", "new");
    run(0);
    assertEquals(new Cli(0, "second\n", ""), run(0));
    assertEquals(List.of("package", "package", "package", "package"), goals());
  }

  @Test
  void buildsAgainWhereTheJarIsNotTheOneThatItBuilt() throws Exception {
    run(0);
    write("compiler/target/convc.jar", "fir");
    assertEquals("first\n", run(0).out());
    Files.delete(checkout.resolve("compiler/target/convc.jar"));
    assertEquals("first\n", run(0).out());
    assertEquals(List.of("package", "package", "package"), goals());
  }

  @Test
  void aChangeDuringTheBuildIsBuiltNext() throws Exception {
    write("during", "sleep 0.1; echo second >compiler/src/main/source; touch compiler/src/main/source\n");
    run(0);
    write("during", "");
    run(0);
    assertEquals(List.of("package", "package"), goals());
  }

  @Test
  void aFailedBuildIsShownAndTriedAgain() throws Exception {
    write("during", "echo 'no such symbol'; exit 1\n");
    Cli failed = run(1);
    assertTrue(failed.err().contains("no such symbol\nconvc: the build failed; Maven's output is above\n"), failed.err());
    assertEquals("", failed.out());
    Files.delete(checkout.resolve("during"));
    assertEquals("first\n", run(0).out());
    assertEquals(List.of("package", "package"), goals());
  }

  @Test
  void anInterruptedBuildIsDoneAgain() throws Exception {
    run(0);
    write("compiler/src/main/source", "second\n");
    write("during", "echo half >compiler/target/convc.jar; kill -TERM $PPID; exit 143\n");
    run(143);
    Files.delete(checkout.resolve("during"));
    assertEquals("second\n", run(0).out());
    assertEquals(List.of("package", "package", "package"), goals());
  }

  private Cli run(int exitCode) throws Exception {
    Process process = start();
    Cli run = new Cli(process.waitFor(), Files.readString(checkout.resolve("run.out")), Files.readString(checkout.resolve("run.err")));
    assertEquals(exitCode, run.exitCode(), run.err());
    return run;
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(checkout.resolve("convc").toString(), "check", "a.conv").directory(checkout.toFile());
    builder.environment().put("JAVA_HOME", checkout.toString());
    builder.environment().merge("PATH", checkout.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
    return builder
        .redirectOutput(checkout.resolve("run.out").toFile())
        .redirectError(checkout.resolve("run.err").toFile())
        .start();
  }

  private List<String> goals() throws IOException {
    return Files.readAllLines(checkout.resolve("goals"));
  }

  private void executable(String name, String text) throws IOException {
    write(name, text);
    assertTrue(checkout.resolve(name).toFile().setExecutable(true));
  }

  private void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
