package org.convc.maven;

import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.Generation;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;

/**
 * Makes Java sources from {@code .conv} files, one class for each layer, which need nothing but {@code convc-runtime}. Nothing is written
 * unless all files are right; nothing is touched that already is as it should be.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractConvMojo {

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Where the Java sources go, in folders by package. It is compiled with the sources of the project. */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/conv")
  private File outputDirectory;

  @Override
  void run(SourceTree sources) throws IOException, MojoFailureException {
    project().addCompileSourceRoot(outputDirectory.getPath());
    Generation generation = Generation.of(sources);
    log(generation.messages());
    if (generation.hasErrors()) {
      throw new MojoFailureException(generation.errorCount() + "; nothing was written");
    }
    OutputTree.Result result =
        new OutputTree(outputDirectory.toPath(), execution.getExecutionId()).update(generation.sources());
    if (!sources.isEmpty() || result.removed() > 0) {
      getLog().info("Layers: " + result + ".");
    }
  }
}
