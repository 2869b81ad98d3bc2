package org.convc.maven;

import java.io.File;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.convc.source.ImportRoot;

/**
 * Makes Java sources from {@code .conv} files, one class for each layer, which need nothing but {@code convc-runtime}. Nothing is written
 * unless all files are right; nothing is made again, or touched, that already is as it should be.
 */
@Mojo(
    name = "generate",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class GenerateMojo extends AbstractGenerateMojo {

  /** The folder of the {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/main/conv")
  private File sourceDirectory;

  /** Where the Java sources go, in folders by package. It is compiled with the sources of the project. */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/conv")
  private File outputDirectory;

  /** Puts the {@code .conv} files into the jar, below {@code META-INF/conv}, where files of other projects can import them from. */
  @Parameter(property = "convc.includeInJar", defaultValue = "true")
  private boolean includeInJar;

  @Override
  void addResources() {
    if (includeInJar && sourceDirectory.isDirectory()) {
      Resource resource = new Resource();
      resource.setDirectory(sourceDirectory.getPath());
      resource.setTargetPath(ImportRoot.PACKAGED);
      resource.setIncludes(includes());
      resource.setExcludes(excludes());
      project().addResource(resource);
    }
  }

  @Override
  File sourceDirectory() {
    return sourceDirectory;
  }

  @Override
  File outputDirectory() {
    return outputDirectory;
  }

  @Override
  Compilation compilation() {
    return Compilation.MAIN;
  }
}
