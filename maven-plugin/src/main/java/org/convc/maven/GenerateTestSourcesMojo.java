package org.convc.maven;

import java.io.File;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** As {@code generate}, for layers that only tests use: makes test sources from the {@code .conv} files of the tests. */
@Mojo(
    name = "generate-test-sources",
    defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class GenerateTestSourcesMojo extends AbstractGenerateMojo {

  /** The folder of the tests' {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/test/conv")
  private File testSourceDirectory;

  /** Where the Java sources go, in folders by package. It is compiled with the tests of the project. */
  @Parameter(defaultValue = "${project.build.directory}/generated-test-sources/conv")
  private File testOutputDirectory;

  /** Does nothing where tests are not even compiled. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipTests;

  @Override
  boolean isSkipped() {
    return skipTests;
  }

  @Override
  File sourceDirectory() {
    return testSourceDirectory;
  }

  @Override
  File outputDirectory() {
    return testOutputDirectory;
  }

  @Override
  Compilation compilation() {
    return Compilation.TEST;
  }
}
