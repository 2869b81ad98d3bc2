package org.convc;

import java.util.List;
import java.util.stream.Collectors;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;

/** A {@code .conv} file has mistakes. The message shows all of them, each with its place, the source line and a caret. */
public final class ConvException extends RuntimeException {

  private final transient List<Diagnostic> diagnostics;

  ConvException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Everything that was found, warnings included: about imported files first, each by position. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
