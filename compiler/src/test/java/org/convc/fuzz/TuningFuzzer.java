package org.convc.fuzz;

import java.nio.charset.StandardCharsets;
import org.convc.ConvException;
import org.convc.Tuning;

/** Any text as a file of measured strategies. */
public final class TuningFuzzer {

  private TuningFuzzer() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      Tuning.parse("fuzz.tuning", new String(bytes, StandardCharsets.UTF_8));
    } catch (ConvException mistakes) {
      if (mistakes.diagnostics().isEmpty()) {
        throw new AssertionError("an error without a message", mistakes);
      }
    }
  }
}
