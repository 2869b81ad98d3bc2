package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of results as a table in Markdown: a line a layer, for each pass what convc reaches and how it compares. */
final class Table {

  private static final String OURS = "convc";

  private final List<Result> results;
  private final List<Pass> passes;
  private final Optional<String> peer;

  private Table(List<Result> results) {
    this.results = results;
    this.passes = results.stream().map(Result::pass).distinct().sorted().toList();
    this.peer = results.stream().map(Result::peer).filter(p -> p.equals("onednn")).findFirst();
  }

  /** GFLOP/s of convc, with the ratio to oneDNN behind it where that took part. */
  static String markdown(List<Result> results) {
    return new Table(results).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder("| layer |");
    passes.forEach(p -> text.append(' ').append(p.word()).append(" |"));
    text.append("\n|---|").append("---|".repeat(passes.size())).append('\n');
    for (String layer : new LinkedHashSet<>(results.stream().map(Result::layer).toList())) {
      List<String> cells = new ArrayList<>(List.of(layer));
      passes.forEach(pass -> cells.add(cell(layer, pass)));
      text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return text.toString();
  }

  private String cell(String layer, Pass pass) {
    Optional<Result> ours = find(layer, pass, OURS);
    if (ours.isEmpty()) {
      return "";
    }
    String figure = String.format(Locale.ROOT, "%.0f", ours.get().gflops());
    Optional<Result> theirs = peer.flatMap(name -> find(layer, pass, name));
    return theirs
        .map(t -> figure + String.format(Locale.ROOT, " (%.2f)", ours.get().gflops() / t.gflops()))
        .orElse(figure);
  }

  private Optional<Result> find(String layer, Pass pass, String name) {
    return results.stream()
        .filter(r -> r.layer().equals(layer) && r.pass() == pass && r.peer().equals(name))
        .findFirst();
  }
}
