package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run has found.
 *
 * @param omissions rows that are missing
 * @param notes peers that are missing, with the reasons
 */
record Outcome(List<Result> results, List<Facts> facts, List<Omission> omissions, List<String> notes) {

  Outcome() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
