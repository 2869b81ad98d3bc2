package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.build.AtomicFiles;
import org.convc.build.GenerationDefect;
import org.convc.build.Message;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Severity;
import org.convc.explain.Explanation;

/**
 * Writes an HTML page about each {@code .conv} file: shapes and how they follow, what layers cost, how their kernels are computed, and the
 * generated source. A page needs no network and no other file.
 */
@Mojo(
    name = "explain",
    defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class ExplainMojo extends AbstractCompileMojo {

  /** The folder of the {@code .conv} files, which are UTF-8 on every machine. */
  @Parameter(defaultValue = "${project.basedir}/src/main/conv")
  private File sourceDirectory;

  /** Where the pages go: {@code a/b.conv} is explained by {@code a/b.html}. */
  @Parameter(property = "convc.explainDirectory", defaultValue = "${project.build.directory}/convc")
  private File explainDirectory;

  @Override
  void run() throws IOException, MojoFailureException {
    CompileOptions options = buildOptions(sourceDirectory, Compilation.MAIN).compileOptions();
    SourceTree sources = sources(sourceDirectory);
    List<Message> messages = new ArrayList<>();
    for (SourceFile file : sources.files()) {
      List<Diagnostic> found = explain(file, options);
      found.forEach(diagnostic -> messages.add(Message.of(file, diagnostic)));
    }
    report(sources, messages);
    if (messages.stream().anyMatch(Message::isError)) {
      throw new MojoFailureException(Message.count(messages, Severity.ERROR));
    }
  }

  private List<Diagnostic> explain(SourceFile file, CompileOptions options) throws IOException {
    try {
      ConvModule module = Convc.compile(file.path(), file.name(), options);
      Path page = explainDirectory.toPath().resolve(file.name().replaceFirst("\\.conv$", "") + ".html");
      AtomicFiles.write(page, Explanation.of(module).html().getBytes(StandardCharsets.UTF_8));
      getLog().info("Explained by " + page);
      return module.warnings();
    } catch (ConvException e) {
      return e.diagnostics();
    } catch (RuntimeException | StackOverflowError e) {
      throw new GenerationDefect(file, e);
    }
  }
}
