package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.convc.build.FileFailures;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.format.FormattedFile;
import org.convc.format.Formatter;
import org.convc.parser.SourceReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lays files out in normal form. The names of those that change go to standard output, messages to standard error. */
@Command(
    name = "fmt",
    description = "Lays out .conv files and prints the names of those that change. A file with syntax errors stays as it is.",
    mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders for the .conv files below them, or - alone to read standard input and write standard output.")
  private List<Path> paths;

  @Option(names = "--check", description = "Change nothing, and exit with 1 if something would change.")
  private boolean check;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (paths.size() > 1 && paths.contains(ConvArguments.STANDARD_INPUT)) {
      throw new ParameterException(spec.commandLine(), "- must stand alone, for its text goes to standard output");
    }
    boolean fine = paths.contains(ConvArguments.STANDARD_INPUT) ? formatStandardInput() : formatFiles();
    out().flush();
    err().flush();
    return fine ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean formatStandardInput() throws IOException {
    byte[] bytes = System.in.readNBytes(SourceReader.LONGEST_FILE + 1);
    Diagnostics diagnostics = SourceReader.decode(bytes, "<stdin>");
    Optional<byte[]> normalForm = Formatter.format(diagnostics).map(text -> text.getBytes(StandardCharsets.UTF_8));
    if (normalForm.isEmpty()) {
      show(diagnostics);
      return false;
    }
    if (check) {
      boolean differs = !Arrays.equals(bytes, normalForm.get());
      nameIf(differs, "<stdin>");
      return !differs;
    }
    // Bytes, not text: a terminal's encoding has no part in what may become a file.
    System.out.write(normalForm.get());
    System.out.flush();
    return true;
  }

  private boolean formatFiles() {
    boolean fine = true;
    for (Path path : new LinkedHashSet<>(paths)) {
      try {
        for (Path file : files(path)) {
          fine &= format(file);
        }
      } catch (IOException e) {
        fail("cannot read " + path, e);
        fine = false;
      }
    }
    return fine;
  }

  private Set<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Set.of(path);
    }
    Set<Path> files = ConvFiles.below(path);
    if (files.isEmpty()) {
      err().println("convc: no .conv files below " + path);
    }
    return files;
  }

  /** Whether nothing is wrong with a file: no mistake in it, and, for {@code --check}, nothing to change. */
  private boolean format(Path file) {
    try {
      FormattedFile formatted = FormattedFile.of(file, file.toString());
      if (formatted.normalForm().isEmpty()) {
        show(formatted.diagnostics());
        return false;
      }
      if (!check) {
        formatted.write();
      }
      nameIf(formatted.differs(), file.toString());
      return !(check && formatted.differs());
    } catch (IOException e) {
      fail("cannot write " + file, e);
      return false;
    }
  }

  private void nameIf(boolean differs, String name) {
    if (differs) {
      out().println(name);
    }
  }

  private void show(Diagnostics diagnostics) {
    diagnostics.sorted().forEach(diagnostic -> err().println(DiagnosticRenderer.render(diagnostic)));
  }

  private void fail(String what, IOException reason) {
    err().println("convc: " + what + ": " + FileFailures.reason(reason));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
