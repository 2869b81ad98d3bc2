package org.convc.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeDependencyTest {

  @TempDir Path folder;

  @Test
  void theRuntimeOfTheSameVersionIsRight() {
    assertDoesNotThrow(() -> check(artifact("org.convc", "convc-runtime", "1.2", null)));
  }

  @Test
  void anotherVersionIsNot() {
    assertEquals(
        "The generated classes need org.convc:convc-runtime of this plugin's version, which is 1.2, and the project is compiled with 1.1. "
            + "Make the two the same.",
        refusal(artifact("org.convc", "convc-runtime", "1.1", null)));
  }

  @Test
  void whereItIsMissingTheLinesToAddAreSaid() {
    String refusal = refusal(artifact("org.convc", "convc-other", "1.2", null));

    assertTrue(refusal.endsWith("""
        Add to its pom.xml
          <dependency>
            <groupId>org.convc</groupId>
            <artifactId>convc-runtime</artifactId>
            <version>1.2</version>
          </dependency>"""), refusal);
  }

  @Test
  void theRuntimeMayBePartOfAnotherJarOrFolder() throws IOException {
    Path jar = folder.resolve("all.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("org/convc/runtime/ConvLayer.class"));
    }
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve("org/convc/runtime"));
    Files.createFile(classes.resolve("org/convc/runtime/ConvLayer.class"));

    assertDoesNotThrow(() -> check(artifact("com.example", "all", "1", jar)));
    assertDoesNotThrow(() -> check(artifact("com.example", "all", "1", classes)));
    refusal(artifact("com.example", "all", "1", folder));
    refusal(artifact("com.example", "all", "1", folder.resolve("missing.jar")));
  }

  private static String refusal(Artifact artifact) {
    return assertThrows(MojoFailureException.class, () -> check(artifact)).getMessage();
  }

  private static void check(Artifact artifact) throws IOException, MojoFailureException {
    MavenProject project = new MavenProject();
    project.setArtifacts(Set.of(artifact));
    RuntimeDependency.check(project, "1.2", Compilation.MAIN);
  }

  private static Artifact artifact(String group, String name, String version, Path file) {
    Artifact artifact = new DefaultArtifact(group, name, version, "compile", "jar", null, new DefaultArtifactHandler("jar"));
    artifact.setFile(file == null ? null : file.toFile());
    return artifact;
  }
}
