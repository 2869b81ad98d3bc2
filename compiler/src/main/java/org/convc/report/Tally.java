package org.convc.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Severity;

/** How many messages of each severity there are, without those that count others. */
public record Tally(int errors, int warnings) {

  private static final Set<DiagnosticKind> COUNTING = EnumSet.of(DiagnosticKind.MORE_ERRORS, DiagnosticKind.MORE_WARNINGS);

  public static Tally of(List<Diagnostic> messages) {
    return new Tally(count(messages, Severity.ERROR), count(messages, Severity.WARNING));
  }

  private static int count(List<Diagnostic> messages, Severity severity) {
    return (int) messages.stream().filter(m -> m.severity() == severity && !COUNTING.contains(m.kind())).count();
  }

  /** For example {@code 2 errors, 1 warning}; empty where there is nothing to count. */
  @Override
  public String toString() {
    List<String> counts = new ArrayList<>();
    if (errors > 0) {
      counts.add(errors + (errors == 1 ? " error" : " errors"));
    }
    if (warnings > 0) {
      counts.add(warnings + (warnings == 1 ? " warning" : " warnings"));
    }
    return String.join(", ", counts);
  }
}
