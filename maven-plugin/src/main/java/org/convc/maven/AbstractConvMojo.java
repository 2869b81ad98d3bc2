package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.convc.build.FileFailures;
import org.convc.build.GenerationDefect;
import org.convc.build.Message;
import org.convc.build.SourceTree;

/** What the goals share: which files they are about, and how they report. */
abstract class AbstractConvMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Which files below the source folder are meant. */
  @Parameter(defaultValue = FilePatterns.DEFAULT)
  private List<String> includes;

  /** Which files below the source folder are not meant. */
  @Parameter
  private List<String> excludes = List.of();

  /** Does nothing at all. */
  @Parameter(property = "convc.skip", defaultValue = "false")
  private boolean skip;

  private Markers markers;

  /** Called by Maven: the interface to an IDE in its present and in its older form, of which an IDE may implement either. */
  @Inject
  final void setBuildContexts(BuildContext context, org.sonatype.plexus.build.incremental.BuildContext older) {
    markers = new Markers(context, older);
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || isSkipped()) {
      getLog().info("convc is skipped.");
      return;
    }
    try {
      run();
    } catch (GenerationDefect e) {
      throw new MojoExecutionException(reported(e), e);
    } catch (IOException e) {
      throw new MojoExecutionException(FileFailures.message(e), e);
    }
  }

  /** Whether there is another reason to do nothing. */
  boolean isSkipped() {
    return false;
  }

  /** The work of the goal. */
  abstract void run() throws IOException, MojoFailureException;

  final MavenProject project() {
    return project;
  }

  final MojoExecution execution() {
    return execution;
  }

  /** Tells apart what executions write to the same folder. */
  final String executionName() {
    return execution.getExecutionId() + "." + execution.getGoal();
  }

  final List<String> includes() {
    return includes;
  }

  final List<String> excludes() {
    return excludes;
  }

  final Markers markers() {
    return markers;
  }

  final SourceTree sources(File directory) throws IOException {
    if (directory.exists() && !directory.isDirectory()) {
      throw new NotDirectoryException(directory.getPath());
    }
    SourceTree sources = SourceTree.of(directory.toPath(), new FilePatterns(includes, excludes)::match);
    if (!directory.isDirectory()) {
      getLog().debug("There is no " + directory + ".");
    } else if (sources.isEmpty()) {
      getLog().info("No .conv files in " + directory + ".");
    }
    return sources;
  }

  final void report(SourceTree sources, List<Message> messages) {
    for (Message message : messages) {
      // One call each, for modules may be built at the same time.
      if (message.isError()) {
        getLog().error(message.text());
      } else {
        getLog().warn(message.text());
      }
    }
    markers.show(sources, messages);
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
