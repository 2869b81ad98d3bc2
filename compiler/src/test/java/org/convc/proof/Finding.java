package org.convc.proof;

import java.util.List;

/**
 * What was found.
 *
 * @param value the figure, in words that stand next to its target
 * @param count number of cases measured
 * @param skipped number of cases that could not be measured, which the table shows
 * @param failures a text for each case that breaks the promise, with what is needed to see it again; not all if there are many
 * @param notes lines for the reader, such as why cases were skipped
 */
record Finding(String value, long count, long skipped, List<String> failures, List<String> notes) {

  Finding {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  boolean reached() {
    return failures.isEmpty();
  }
}
