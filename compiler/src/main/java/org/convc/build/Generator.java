package org.convc.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** A set, as several files may import one that has something to say. */
  private final Set<Message> messages = new LinkedHashSet<>();

  private final Map<String, Remembered> memory = new TreeMap<>();
  private final DeclaredClasses classes = new DeclaredClasses();

  /**
   * @param recall empty where everything is to be made
   */
  Generator(FileCompiler compiler, Optional<Recall> recall) {
    this.compiler = compiler;
    this.recall = recall;
  }

  /**
   * @throws IOException if a folder or a jar cannot be read
   */
  Generation run(SourceTree tree) throws IOException {
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
        ? new Generation(List.of(), List.copyOf(messages), BuildMemory.EMPTY)
        : new Generation(sources, List.copyOf(messages), new BuildMemory(memory));
  }

  private void make(SourceFile file) throws IOException {
    boolean remembers = recall.isPresent() && Recall.canRemember(file);
    Optional<Remembered> earlier = remembers ? recall.get().find(file) : Optional.empty();
    Remembered made = earlier.filter(Remembered::silent).isPresent() ? earlier.get() : compiled(file, remembers, earlier);
    made.sources().forEach(source -> classes.add(file, source).ifPresent(messages::add));
    if (remembers) {
      memory.put(file.name(), made);
    }
  }

  /** Says what there is to say about a file, and makes its sources if no earlier build has. */
  private Remembered compiled(SourceFile file, boolean remembers, Optional<Remembered> earlier) throws IOException {
    // Before the files are read: a change between the two makes the next build compile them again.
    String alone = remembers ? recall.get().digest(file, false) : "";
    String withImports = remembers ? recall.get().digest(file, true) : "";
    Compiled compiled = compiler.compile(file);
    report(file, compiled.warnings());
    if (compiled.inNoPackage()) {
      messages.add(Message.warning(file, "this file names no package, and classes in packages cannot use its layers"));
    }
    if (earlier.isPresent()) {
      return earlier.get();
    }
    List<GeneratedSource> made = compiled.sources().get();
    sources.addAll(made);
    boolean silent = compiled.warnings().isEmpty() && !compiled.inNoPackage();
    return new Remembered(compiled.imports() ? withImports : alone, compiled.imports(), silent, made.stream().map(Made::of).toList());
  }

  private void report(SourceFile file, List<Diagnostic> found) {
    found.forEach(diagnostic -> messages.add(Message.of(file, diagnostic)));
  }
}
