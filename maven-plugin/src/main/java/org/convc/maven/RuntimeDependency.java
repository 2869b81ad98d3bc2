package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** The one thing that generated classes need of convc. */
final class RuntimeDependency {

  private static final String GROUP = "org.convc";
  private static final String NAME = "convc-runtime";
  private static final String CLASS = "org/convc/runtime/ConvLayer.class";

  private static final String WHAT_TO_ADD = """
      The generated classes need %s:%s, which is not among the dependencies that this project is compiled with. Add to its pom.xml
        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>%s
        </dependency>""";

  private RuntimeDependency() {}

  /**
   * Looks for it among the dependencies that Maven has resolved, in whatever jar.
   *
   * @param version of the plugin, which has to be that of the dependency
   * @throws MojoFailureException if it is not there, or of another version
   */
  static void check(MavenProject project, String version, Compilation compilation) throws IOException, MojoFailureException {
    Optional<Artifact> runtime = project.getArtifacts().stream().filter(RuntimeDependency::isRuntime).findFirst();
    if (runtime.isPresent()) {
      checkVersion(runtime.get().getBaseVersion(), version);
      return;
    }
    boolean found = false;
    for (Artifact artifact : project.getArtifacts()) {
      found = found || hasRuntime(artifact.getFile());
    }
    if (!found) {
      String scope = compilation == Compilation.TEST ? "\n    <scope>test</scope>" : "";
      throw new MojoFailureException(String.format(WHAT_TO_ADD, GROUP, NAME, GROUP, NAME, version, scope));
    }
  }

  private static boolean isRuntime(Artifact artifact) {
    return artifact.getGroupId().equals(GROUP) && artifact.getArtifactId().equals(NAME);
  }

  private static void checkVersion(String found, String version) throws MojoFailureException {
    if (!found.equals(version)) {
      throw new MojoFailureException(String.format(
          "The generated classes need %s:%s of this plugin's version, which is %s, and the project is compiled with %s. Make the two the same.",
          GROUP, NAME, version, found));
    }
  }

  private static boolean hasRuntime(File classes) throws IOException {
    if (classes == null || !classes.exists()) {
      return false;
    }
    if (classes.isDirectory()) {
      return new File(classes, CLASS).exists();
    }
    if (!classes.getName().endsWith(".jar")) {
      return false;
    }
    try (ZipFile jar = new ZipFile(classes)) {
      return jar.getEntry(CLASS) != null;
    }
  }
}
