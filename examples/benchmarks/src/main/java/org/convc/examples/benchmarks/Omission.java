package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row that a peer has no time for, and why. */
record Omission(String layer, Pass pass, String peer, String reason) {

  /** More rows than these are counted only; the CSV has them all. */
  private static final int NAMED = 6;

  @Override
  public String toString() {
    return row() + " " + peer + ": " + reason;
  }

  private String row() {
    return layer + " " + pass.word();
  }

  /** One line for all rows of a peer that have the same reason. */
  static List<String> summary(List<Omission> omissions) {
    Map<String, List<Omission>> byReason = new LinkedHashMap<>();
    for (Omission o : omissions) {
      byReason.computeIfAbsent(o.peer + ": " + o.reason, r -> new ArrayList<>()).add(o);
    }
    return byReason.entrySet().stream().map(e -> e.getKey() + " (" + rows(e.getValue()) + ")").toList();
  }

  private static String rows(List<Omission> omissions) {
    return omissions.size() > NAMED
        ? omissions.size() + " rows"
        : String.join(", ", omissions.stream().map(Omission::row).toList());
  }
}
