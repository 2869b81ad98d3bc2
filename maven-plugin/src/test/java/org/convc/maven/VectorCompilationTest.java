package org.convc.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorCompilationTest {

  private static final String TOLD = "<compilerArgs><arg>--add-modules</arg><arg>jdk.incubator.vector</arg></compilerArgs>";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
    TOLD,
    "<release> </release>" + TOLD,
    "<compilerArgs><arg>-Xlint</arg><arg>--add-modules=java.sql,jdk.incubator.vector</arg></compilerArgs>",
    "<compilerArgs><arg>--add-modules</arg><arg>ALL-SYSTEM</arg></compilerArgs>",
    "<compilerArgument>-g --add-modules jdk.incubator.vector</compilerArgument>"
  })
  void aCompilerThatIsToldOfTheModuleIsRight(String configuration) {
    assertDoesNotThrow(() -> check(project(configuration), Compilation.MAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "",
    "<compilerArgs><arg>--add-modules</arg></compilerArgs>",
    "<compilerArgs><arg>--add-modules</arg><arg>jdk.incubator.foreign</arg></compilerArgs>",
    "<compilerArgs><arg/><arg>jdk.incubator.vector</arg></compilerArgs>"
  })
  void whatIsToldNothingGetsTheArguments(String configuration) {
    String advice = advice(project(configuration), Compilation.MAIN);

    assertTrue(advice.contains("<source>17</source>"), advice);
    assertTrue(advice.contains("<arg>jdk.incubator.vector</arg>"), advice);
    assertFalse(advice.contains("<release>"), advice);
  }

  @Test
  void aLevelThatIsSetAlreadyIsNotAdvised() {
    MavenProject project = project("<source>21</source>");

    assertFalse(advice(project, Compilation.MAIN).contains("<source>"));
  }

  @Test
  void theReleaseThatHidesTheModuleBecomesTheLevel() {
    MavenProject project = project("");
    project.getProperties().setProperty("maven.compiler.release", "21");

    String advice = advice(project, Compilation.MAIN);

    assertTrue(advice.contains("\"release\" hides it"), advice);
    assertTrue(advice.contains("<source>21</source>\n      <target>21</target>"), advice);
  }

  @Test
  void aReleaseAloneIsAllThatIsSaid() {
    String advice = advice(project("<release>17</release>" + TOLD), Compilation.MAIN);

    assertTrue(advice.contains("\"release\" hides it"), advice);
    assertFalse(advice.contains("compilerArgs"), advice);
  }

  @Test
  void theReleaseOfTheTestsIsOneOfItsOwn() {
    MavenProject project = project("<testRelease>17</testRelease>" + TOLD);

    assertDoesNotThrow(() -> check(project, Compilation.MAIN));
    assertTrue(advice(project, Compilation.TEST).contains("\"release\" hides it"));
  }

  @Test
  void theCommandLineCounts() {
    Properties user = new Properties();
    user.setProperty("maven.compiler.release", "17");

    assertThrows(
        MojoFailureException.class, () -> new VectorCompilation(project(TOLD), user, Compilation.MAIN).check());
  }

  @Test
  void aModuleOfItsOwnMustRequireTheModule() throws IOException {
    MavenProject project = project(TOLD);
    project.addCompileSourceRoot(folder.toString());
    Path module = folder.resolve("module-info.java");
    Files.writeString(module, "module a {}");

    String advice = advice(project, Compilation.MAIN);
    assertEquals("Write into " + module + "\n  requires static jdk.incubator.vector;", advice.substring(advice.indexOf("Write")));

    Files.writeString(module, "module a { requires static jdk.incubator.vector; }");
    assertDoesNotThrow(() -> check(project, Compilation.MAIN));
  }

  @Test
  void whereAnotherPluginCompilesNothingIsSaid() {
    assertDoesNotThrow(() -> check(new MavenProject(), Compilation.MAIN));
  }

  private static String advice(MavenProject project, Compilation compilation) {
    return assertThrows(MojoFailureException.class, () -> check(project, compilation)).getMessage();
  }

  private static void check(MavenProject project, Compilation compilation) throws IOException, MojoFailureException {
    new VectorCompilation(project, new Properties(), compilation).check();
  }

  private static MavenProject project(String configuration) {
    Plugin plugin = new Plugin();
    plugin.setGroupId("org.apache.maven.plugins");
    plugin.setArtifactId("maven-compiler-plugin");
    for (Compilation compilation : Compilation.values()) {
      PluginExecution execution = new PluginExecution();
      execution.setId("default-" + compilation.goal());
      execution.addGoal(compilation.goal());
      try {
        execution.setConfiguration(Xpp3DomBuilder.build(new StringReader("<configuration>" + configuration + "</configuration>")));
      } catch (Exception e) {
        throw new IllegalArgumentException(configuration, e);
      }
      plugin.addExecution(execution);
    }
    MavenProject project = new MavenProject();
    project.setBuild(new Build());
    project.getBuild().addPlugin(plugin);
    return project;
  }
}
