package org.convc.report;

import java.util.ArrayList;
import java.util.List;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Severity;

/** How many messages of each severity there are. */
public record Tally(int errors, int warnings) {

  public static Tally of(List<Diagnostic> messages) {
    int errors = (int) messages.stream().filter(m -> m.severity() == Severity.ERROR).count();
    return new Tally(errors, messages.size() - errors);
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
