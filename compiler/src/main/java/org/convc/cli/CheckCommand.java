package org.convc.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with files, and compiles nothing. */
@Command(name = "check", description = "Tells what is wrong with .conv files.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to check.")
  private List<Path> files;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    List<Diagnostic> found = new ArrayList<>();
    for (Path file : files) {
      try {
        found.addAll(Convc.compile(file).warnings());
      } catch (ConvException mistakes) {
        found.addAll(mistakes.diagnostics());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    found.forEach(diagnostic -> out.println(DiagnosticRenderer.render(diagnostic)));
    out.flush();
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR) ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
