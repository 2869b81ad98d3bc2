package org.convc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.CompileOptions;
import org.convc.ConvException;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import picocli.CommandLine.Parameters;

/** The {@code .conv} files that a command is about. What one command says of a file, others say, too: each is compiled with the same options. */
final class ConvArguments {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A .conv file, or a folder: all .conv files in it, which may import one another.")
  private List<Path> files;

  /** What stands for the standard input. */
  static final Path STANDARD_INPUT = Path.of("-");

  boolean readStandardInput() {
    return files.contains(STANDARD_INPUT);
  }

  /**
   * The files, each once however often it is named, with how they are compiled: for machines that are not known yet. A file of a folder that is
   * named, too, is one of that folder.
   *
   * @throws Refusal if a folder has none
   * @throws ConvException if measured strategies cannot be read
   */
  Map<SourceFile, CompileOptions> files(CompilerOptions compilerOptions) throws IOException {
    CompileOptions options = compilerOptions.over(CompileOptions.defaults().forAnyMachine());
    Map<SourceFile, CompileOptions> all = new LinkedHashMap<>();
    Set<Path> seen = new HashSet<>();
    for (Path folder : files.stream().filter(Files::isDirectory).toList()) {
      SourceTree tree = SourceTree.of(folder, name -> name.endsWith(".conv"));
      if (tree.isEmpty()) {
        throw new Refusal(folder + ": no .conv files in this folder");
      }
      CompileOptions inFolder = compilerOptions.hasSourceRoot() ? options : options.withSourceRoot(folder);
      tree.files().stream().filter(file -> seen.add(absolute(file.path()))).forEach(file -> all.put(file, inFolder));
    }
    for (Path file : files) {
      if (!Files.isDirectory(file) && seen.add(absolute(file))) {
        all.put(new SourceFile(file, file.getFileName().toString()), options);
      }
    }
    return all;
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
