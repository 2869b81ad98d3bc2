package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.build.GenerationDefect;
import org.convc.build.Message;
import org.convc.build.OutputFolder;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Severity;
import org.convc.explain.Explanation;

/**
 * Writes an HTML page about each {@code .conv} file: shapes and how they follow, what layers cost, how their kernels are computed, and the
 * generated source. A page needs no network and no other file. The page of a file that is no more is removed.
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
    // A set, as several files may import one that has something to say.
    Set<Message> found = new LinkedHashSet<>();
    SortedMap<String, String> pages = new TreeMap<>();
    for (SourceFile file : sources.files()) {
      explain(file, options, pages).forEach(diagnostic -> found.add(Message.of(file, diagnostic)));
    }
    List<Message> messages = List.copyOf(found);
    report(sources, messages);
    if (messages.stream().anyMatch(Message::isError)) {
      throw new MojoFailureException(Message.count(messages, Severity.ERROR) + "; nothing was written");
    }
    OutputFolder output = new OutputFolder(explainDirectory.toPath(), executionName(), Explanation.PAGE_MARK);
    OutputFolder.Result result = output.update(pages);
    pages.keySet().forEach(page -> getLog().info("Explained by " + explainDirectory.toPath().resolve(page)));
    if (!sources.isEmpty() || result.removed() > 0) {
      getLog().info("Pages: " + result + ".");
    }
  }

  private static List<Diagnostic> explain(SourceFile file, CompileOptions options, SortedMap<String, String> pages) {
    try {
      ConvModule module = Convc.compile(file.path(), file.name(), options);
      pages.put(file.name().replaceFirst("\\.conv$", "") + ".html", Explanation.of(module).html());
      return module.warnings();
    } catch (ConvException e) {
      return e.diagnostics();
    } catch (RuntimeException | StackOverflowError e) {
      throw new GenerationDefect(file, e);
    }
  }
}
