package org.convc.build;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.convc.CompileOptions;
import org.convc.GeneratedSource;

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
    return new Generator(compiler(vectorBits), Optional.empty()).run(tree);
  }

  /**
   * As {@link #of(SourceTree, List)}, but leaves alone what an earlier build wrote to the folder and what would come out the same: the file,
   * the options and the compiler have not changed since, nor have the sources. Warnings come every time.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Generation of(SourceTree tree, List<Integer> vectorBits, OutputTree output) throws IOException {
    String circumstances = Digests.of(CompilerIdentity.digest(), vectorBits.stream().sorted().distinct().toList().toString());
    return new Generator(compiler(vectorBits), Optional.of(new Recall(output, circumstances))).run(tree);
  }

  private static FileCompiler compiler(List<Integer> vectorBits) {
    return FileCompiler.convc(CompileOptions.defaults().withTwins(vectorBits));
  }

  public boolean hasErrors() {
    return messages.stream().anyMatch(Message::isError);
  }

  public boolean hasWarnings() {
    return messages.stream().anyMatch(message -> !message.isError());
  }

  /** For example {@code 3 errors in 2 .conv files}. */
  public String errorCount() {
    long errors = messages.stream().filter(Message::isError).count();
    long files = messages.stream().filter(Message::isError).map(Message::file).distinct().count();
    return errors + (errors == 1 ? " error" : " errors") + " in " + files + " .conv " + (files == 1 ? "file" : "files");
  }
}
