package org.convc.build;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.CompileOptions;
import org.convc.GeneratedSource;
import org.convc.build.BuildMemory.Made;
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
   * Compiles all files, whatever mistakes some of them have. The classes carry kernels for plain arrays and for
   * vectors.
   *
   * @param vectorBits the widths of vectors, none or some of 128, 256 and 512
   * @throws IllegalArgumentException if there is no such width
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation of(SourceTree tree, List<Integer> vectorBits) {
    CompileOptions options = CompileOptions.defaults().withTwins(vectorBits);
    return new Generator(FileCompiler.convc(options), Optional.empty()).run(tree);
  }

  /**
   * Compiles all files that need it, whatever mistakes some of them have.
   *
   * @param output where earlier builds wrote sources. What would come out the same is left alone there and not made again: sources that are as
   *     they were written, of files that have not changed since, nor what they import, the options, or the compiler. Warnings come every time.
   *     Empty where everything is to be compiled.
   * @throws IllegalArgumentException if an option does not exist, or has no such value
   * @throws IOException if a folder or a jar cannot be read
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation of(SourceTree tree, BuildOptions options, Optional<OutputTree> output) throws IOException {
    options.settings();
    Optional<Recall> recall = output.isPresent() ? Optional.of(new Recall(output.get(), options)) : Optional.empty();
    return new Generator(FileCompiler.convc(options), recall).run(tree);
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
