package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.GenerationDefect;
import org.convc.build.Message;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Severity;
import org.convc.format.FormattedFile;

/** Lays out the {@code .conv} files of a project and of its tests in normal form. A file with syntax errors stays as it is. */
@Mojo(name = "format", defaultPhase = LifecyclePhase.PROCESS_SOURCES, threadSafe = true)
public final class FormatMojo extends AbstractConvMojo {

  /** The folder of the {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/main/conv")
  private File sourceDirectory;

  /** The folder of the tests' {@code .conv} files. */
  @Parameter(defaultValue = "${project.basedir}/src/test/conv")
  private File testSourceDirectory;

  /** Changes nothing, and fails the build where something would change. */
  @Parameter(property = "convc.formatCheck", defaultValue = "false")
  private boolean check;

  @Override
  void run() throws IOException, MojoFailureException {
    List<Message> messages = new ArrayList<>();
    int differ = 0;
    for (File directory : List.of(sourceDirectory, testSourceDirectory)) {
      SourceTree sources = sources(directory);
      List<Message> mistakes = new ArrayList<>();
      for (SourceFile file : sources.files()) {
        differ += format(file, mistakes) ? 1 : 0;
      }
      report(sources, mistakes);
      messages.addAll(mistakes);
    }
    if (!messages.isEmpty()) {
      throw new MojoFailureException(Message.count(messages, Severity.ERROR));
    }
    if (check && differ > 0) {
      throw new MojoFailureException(
          differ + " .conv " + (differ == 1 ? "file is" : "files are") + " not in normal form; the goal convc:format lays them out");
    }
  }

  /** Whether the file is not in normal form, or was not. */
  private boolean format(SourceFile file, List<Message> mistakes) throws IOException {
    FormattedFile formatted = formatted(file);
    if (formatted.normalForm().isEmpty()) {
      formatted.diagnostics().sorted().forEach(mistake -> mistakes.add(Message.of(file, mistake)));
      return false;
    }
    if (formatted.differs() && check) {
      getLog().error(file.path() + ": not in normal form");
    } else if (formatted.differs()) {
      formatted.write();
      getLog().info("Laid out " + file.path());
    }
    return formatted.differs();
  }

  private static FormattedFile formatted(SourceFile file) throws IOException {
    try {
      return FormattedFile.of(file.path(), file.name());
    } catch (RuntimeException | StackOverflowError e) {
      throw new GenerationDefect(file, e);
    }
  }
}
