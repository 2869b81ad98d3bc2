package org.convc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      description = "A .conv file, or a folder, which stands for all such files in it, and all of which their imports can reach.")
  private List<Path> files;

  /**
   * The files, each once, with how they are compiled: for machines that are not known yet.
   *
   * @throws Refusal if a folder has none
   * @throws ConvException if measured strategies cannot be read
   */
  Map<SourceFile, CompileOptions> files(CompilerOptions compilerOptions) throws IOException {
    CompileOptions options = compilerOptions.over(CompileOptions.defaults().forAnyMachine());
    Map<SourceFile, CompileOptions> all = new LinkedHashMap<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        SourceTree tree = SourceTree.of(file, name -> name.endsWith(".conv"));
        if (tree.isEmpty()) {
          throw new Refusal(file + ": no .conv files in this folder");
        }
        CompileOptions inFolder = compilerOptions.hasSourceRoot() ? options : options.withSourceRoot(file);
        tree.files().forEach(found -> all.putIfAbsent(found, inFolder));
      } else {
        all.putIfAbsent(new SourceFile(file, file.getFileName().toString()), options);
      }
    }
    return all;
  }
}
