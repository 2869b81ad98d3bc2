package org.convc.maven;

import java.io.File;
import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.Generation;
import org.convc.build.OutputFolder;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;

/** Makes Java sources for one of the two compilations of a project. */
abstract class AbstractGenerateMojo extends AbstractCompileMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /**
   * Stops the build early, with words about what to add to the {@code pom.xml}, where the Java sources cannot compile in this project:
   * {@code convc-runtime} is not among its dependencies, or kernels use vectors and {@code javac} is not told of their module. To be switched
   * off where both come about in a way that this plugin does not know.
   */
  @Parameter(property = "convc.checkProject", defaultValue = "true")
  private boolean checkProject;

  abstract File sourceDirectory();

  abstract File outputDirectory();

  abstract Compilation compilation();

  /** What else becomes part of the project. */
  void addResources() {}

  @Override
  final void run() throws IOException, MojoFailureException {
    compilation().addSources(project(), outputDirectory());
    addResources();
    SourceTree sources = sources(sourceDirectory());
    OutputTree output = new OutputTree(outputDirectory().toPath(), executionName());
    Generation generation = Generation.of(sources, buildOptions(sourceDirectory(), compilation()), output);
    report(sources, generation.messages());
    if (generation.hasErrors()) {
      throw new MojoFailureException(generation.errorCount() + "; nothing was written");
    }
    if (checkProject) {
      check(generation);
    }
    OutputFolder.Result result = output.update(generation);
    if (result.written() > 0 || result.removed() > 0) {
      markers().refresh(outputDirectory());
    }
    if (!sources.isEmpty() || result.removed() > 0) {
      getLog().info("Layers: " + result + ".");
    }
  }

  private void check(Generation generation) throws IOException, MojoFailureException {
    if (generation.hasClasses()) {
      RuntimeDependency.check(project(), execution().getVersion(), compilation());
    }
    if (generation.usesVectors()) {
      new VectorCompilation(project(), session.getUserProperties(), compilation()).check();
    }
  }
}
