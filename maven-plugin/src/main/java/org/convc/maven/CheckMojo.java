package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.convc.build.Generation;
import org.convc.build.Message;
import org.convc.build.SourceTree;
import org.convc.diagnostic.Severity;

/** Tells what is wrong with the {@code .conv} files of a project and of its tests, and writes nothing. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class CheckMojo extends AbstractCompileMojo {

  /** The folder of the {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/main/conv")
  private File sourceDirectory;

  /** The folder of the tests' {@code .conv} files. */
  @Parameter(defaultValue = "${project.basedir}/src/test/conv")
  private File testSourceDirectory;

  /** Whether warnings fail the build, too. */
  @Parameter(property = "convc.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  @Override
  void run() throws IOException, MojoFailureException {
    List<Message> messages = new ArrayList<>();
    int files = check(sourceDirectory, Compilation.MAIN, messages) + check(testSourceDirectory, Compilation.TEST, messages);
    if (messages.stream().anyMatch(Message::isError)) {
      throw new MojoFailureException(Message.count(messages, Severity.ERROR));
    }
    String warnings = Message.count(messages, Severity.WARNING);
    if (failOnWarning && !messages.isEmpty()) {
      throw new MojoFailureException(warnings + "; failOnWarning is set");
    }
    String result = messages.isEmpty() ? "nothing is wrong" : warnings;
    getLog().info("Checked " + files + " .conv " + (files == 1 ? "file" : "files") + ": " + result + ".");
  }

  /** How many files there were. */
  private int check(File directory, Compilation compilation, List<Message> messages) throws IOException, MojoFailureException {
    SourceTree sources = sources(directory);
    List<Message> found = Generation.of(sources, buildOptions(directory, compilation).compileOptions()).messages();
    report(sources, found);
    messages.addAll(found);
    return sources.files().size();
  }
}
