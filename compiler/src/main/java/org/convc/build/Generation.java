package org.convc.build;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.convc.CompileOptions;
import org.convc.GeneratedSource;
import org.convc.build.BuildMemory.Made;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Severity;

/**
 * What becomes of a tree of {@code .conv} files, before anything is written.
 *
 * @param sources what to write, in the order of the files; empty where there are errors, for a build takes all files or none
 * @param messages errors and warnings about all files, in the order of the files
 * @param memory what will then have been made of each file, including sources that are there already; empty where there are errors, or
 *     nothing is to be remembered
 */
public record Generation(List<GeneratedSource> sources, List<Message> messages, BuildMemory memory) {

  public Generation {
    sources = List.copyOf(sources);
    messages = List.copyOf(messages);
  }

  /**
   * Compiles all files, whatever mistakes some of them have.
   *
   * @throws IOException if a folder or a jar cannot be read
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation of(SourceTree tree, CompileOptions options) throws IOException {
    return with(tree, file -> options);
  }

  /**
   * As {@link #of(SourceTree, CompileOptions)}, with options for each file.
   *
   * @throws IOException if a folder or a jar cannot be read
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation with(SourceTree tree, Function<SourceFile, CompileOptions> options) throws IOException {
    return new Generator(file -> FileCompiler.convc(options.apply(file)).compile(file), Optional.empty()).run(tree);
  }

  /**
   * As {@link #of(SourceTree, CompileOptions)}, but leaves alone what would come out as it is there: sources that are as they were written, of
   * files that have not changed since, nor have what they import, the options, or the compiler. Warnings come every time.
   *
   * @param output where earlier builds wrote the sources
   */
  public static Generation of(SourceTree tree, BuildOptions options, OutputTree output) throws IOException {
    return new Generator(new LateCompiler(options), Optional.of(new Recall(output, options))).run(tree);
  }

  public boolean hasErrors() {
    return messages.stream().anyMatch(Message::isError);
  }

  /** What the folder will hold: what is to be written, and what is there already. */
  Set<Made> all() {
    Set<Made> all = new LinkedHashSet<>(memory.sources());
    sources.stream().map(Made::of).forEach(all::add);
    return all;
  }

  /** Whether there is any class. */
  public boolean hasClasses() {
    return !all().isEmpty();
  }

  /** Whether any class needs the module of the Vector API to be compiled. */
  public boolean usesVectors() {
    return all().stream().anyMatch(Made::usesVectors);
  }

  /** For example {@code 3 errors in 2 .conv files}. */
  public String errorCount() {
    return Message.count(messages, Severity.ERROR);
  }
}
