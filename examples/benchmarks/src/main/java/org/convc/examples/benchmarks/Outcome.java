package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run has found.
 *
 * @param notes peers and rows that are missing, with the reasons
 */
record Outcome(List<Result> results, List<Facts> facts, List<String> notes) {

  Outcome() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
