package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

class GroupsTest {

  private static final String LAYER = "conv L { input %s x 9; filters %s; groups %s; kernel 3; }";

  /** Every number of groups and of filters that the help line offers makes a layer. */
  @Test
  void theHelpForGroupsThatDoNotDivideIsRight() {
    long seed = 12;
    Random random = new Random(seed);
    int tried = 0;
    for (int i = 0; i < 2_000; i++) {
      int groups = 2 + random.nextInt(8);
      int channels = random.nextBoolean() ? groups : 1 + random.nextInt(24);
      int filters = 1 + random.nextInt(24);
      List<Diagnostic> messages = Conv.errors(LAYER.formatted(channels, filters, groups));
      assertEquals(channels % groups == 0 && filters % groups == 0, messages.isEmpty());
      if (messages.isEmpty()) {
        continue;
      }
      tried++;
      assertEquals(DiagnosticKind.GROUPS_DO_NOT_DIVIDE, messages.get(0).kind());
      String[] help = messages.get(0).help().get().split("filters");
      for (String other : numbers(help[0])) {
        Conv.layer(LAYER.formatted(channels, filters, other));
      }
      if (help.length > 1) {
        for (String other : numbers(help[1])) {
          Conv.layer(LAYER.formatted(channels, other, groups));
        }
      }
    }
    assertTrue(tried > 1_000, "only " + tried + "; seed " + seed);
  }

  private static String[] numbers(String text) {
    return text.replaceAll("[^0-9]+", " ").strip().split(" ");
  }
}
