package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.convc.build.GenerationDefect;
import org.convc.build.Message;
import org.convc.build.SourceTree;

/** What the goals share: which files they are about, and how they report. */
abstract class AbstractConvMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** The folder of the {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/main/conv")
  private File sourceDirectory;

  /** Which files below the source directory are meant. */
  @Parameter(defaultValue = "**/*.conv")
  private List<String> includes;

  /** Which files below the source directory are not meant. */
  @Parameter
  private List<String> excludes = List.of();

  /** Does nothing at all. */
  @Parameter(property = "convc.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("convc is skipped.");
      return;
    }
    try {
      run(sources());
    } catch (GenerationDefect e) {
      throw new MojoExecutionException(reported(e), e);
    } catch (IOException e) {
      throw new MojoExecutionException(e.toString(), e);
    }
  }

  /** The work of the goal. */
  abstract void run(SourceTree sources) throws IOException, MojoFailureException;

  final MavenProject project() {
    return project;
  }

  final void log(List<Message> messages) {
    for (Message message : messages) {
      // One call each, for modules may be built at the same time.
      if (message.isError()) {
        getLog().error(message.text());
      } else {
        getLog().warn(message.text());
      }
    }
  }

  private SourceTree sources() throws IOException {
    SourceTree sources = SourceTree.of(sourceDirectory.toPath(), new FilePatterns(includes, excludes)::match);
    if (!sourceDirectory.isDirectory()) {
      getLog().debug("There is no " + sourceDirectory + ".");
    } else if (sources.isEmpty()) {
      getLog().info("No .conv files in " + sourceDirectory + ".");
    }
    return sources;
  }

  private String reported(GenerationDefect defect) {
    Path report = Path.of(project.getBuild().getDirectory(), "convc", "defect.txt");
    String message = defect.getMessage() + ", while compiling " + defect.file().path();
    try {
      defect.writeReport(report);
      return message + ". The file is not at fault. Please report this with " + report;
    } catch (IOException e) {
      defect.addSuppressed(e);
      return message + ". The file is not at fault. Please report this.";
    }
  }
}
