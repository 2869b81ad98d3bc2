package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.build.Generation;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the Java sources that the Maven plugin writes. */
@Command(
    name = "generate",
    description = {
      "Writes a Java class for each layer: the source that the Maven plugin writes.",
      "",
      "The classes need convc-runtime and nothing else. All files are written, or none if one has a mistake. A source that already is "
          + "there is not touched, one that convc made is replaced, and any other file in the way is an error. Nothing is removed.",
      ""
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  convc generate vision.conv --out src/gen/java",
      "  convc generate src/main/conv --out src/gen/java --vectors 128,256,512"
    })
final class GenerateCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A .conv file, or a folder, which stands for all .conv files in it.")
  private List<Path> files;

  @Option(names = {"-o", "--out"}, required = true, paramLabel = "DIR", description = "Where the sources go, in folders by package.")
  private Path directory;

  @Option(
      names = "--vectors",
      split = ",",
      paramLabel = "BITS",
      description = "Widths of vectors to have kernels for beside those for plain arrays: some of 128, 256 and 512. "
          + "javac then needs --add-modules jdk.incubator.vector.")
  private List<Integer> vectorBits = List.of();

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Generation generation = generation(sources());
    PrintWriter err = spec.commandLine().getErr();
    generation.messages().forEach(message -> err.println(message.text()));
    if (generation.hasErrors()) {
      err.println("convc: " + generation.errorCount() + "; nothing was written");
      err.flush();
      return ExitCode.SOFTWARE;
    }
    OutputTree.Result result = OutputTree.add(directory, generation.sources());
    PrintWriter out = spec.commandLine().getOut();
    out.println(directory + ": " + result.written() + " written, " + result.unchanged() + " unchanged");
    out.flush();
    err.flush();
    return ExitCode.OK;
  }

  private SourceTree sources() throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        SourceTree tree = SourceTree.of(file, name -> name.endsWith(".conv"));
        if (tree.isEmpty()) {
          throw new Refusal(file + ": no .conv files in this folder");
        }
        sources.addAll(tree.files());
      } else {
        sources.add(new SourceFile(file, file.getFileName().toString()));
      }
    }
    return new SourceTree(sources);
  }

  private Generation generation(SourceTree sources) throws IOException {
    try {
      return Generation.of(sources, CompileOptions.defaults().withTwins(vectorBits));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--vectors: " + e.getMessage());
    }
  }
}
