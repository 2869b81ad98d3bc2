package org.convc.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convc.ConvException;
import org.convc.GeneratedSource;
import org.convc.build.BuildMemory.Made;
import org.convc.build.BuildMemory.Remembered;
import org.convc.build.FileCompiler.Compiled;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;

/** Makes the sources of one tree, once, as far as no earlier build has made them. */
final class Generator {

  private final FileCompiler compiler;
  private final Optional<Recall> recall;
  private final List<GeneratedSource> sources = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Remembered> memory = new TreeMap<>();
  private final DeclaredClasses classes = new DeclaredClasses();

  /**
   * @param recall empty where everything is to be made
   */
  Generator(FileCompiler compiler, Optional<Recall> recall) {
    this.compiler = compiler;
    this.recall = recall;
  }

  Generation run(SourceTree tree) {
    for (SourceFile file : tree.files()) {
      try {
        make(file);
      } catch (ConvException e) {
        report(file, e.diagnostics());
      } catch (RuntimeException | StackOverflowError e) {
        throw new GenerationDefect(file, e);
      }
    }
    return messages.stream().anyMatch(Message::isError)
        ? new Generation(List.of(), messages, BuildMemory.EMPTY)
        : new Generation(sources, messages, new BuildMemory(memory));
  }

  private void make(SourceFile file) {
    Optional<String> digest = recall.flatMap(known -> known.digest(file));
    Optional<Remembered> earlier = digest.flatMap(same -> recall.get().find(file, same));
    Remembered made = earlier.filter(Remembered::silent).orElseGet(() -> compiled(file, digest.orElse(""), earlier));
    made.sources().forEach(source -> classes.add(file, source).ifPresent(messages::add));
    digest.ifPresent(same -> memory.put(file.name(), made));
  }

  /** Says what there is to say about a file, and makes its sources if an earlier build has not. */
  private Remembered compiled(SourceFile file, String digest, Optional<Remembered> earlier) {
    Compiled compiled = compiler.compile(file);
    int said = messages.size();
    report(file, compiled.warnings());
    if (compiled.packageName().isEmpty()) {
      String headline = "this file names no package, and classes in packages cannot use its layers";
      messages.add(Message.warning(file, headline));
    }
    boolean silent = messages.size() == said;
    return earlier.orElseGet(() -> {
      List<GeneratedSource> made = compiled.sources().get();
      sources.addAll(made);
      return new Remembered(digest, silent, made.stream().map(Made::of).toList());
    });
  }

  private void report(SourceFile file, List<Diagnostic> found) {
    found.forEach(diagnostic -> messages.add(Message.of(file, diagnostic)));
  }
}
