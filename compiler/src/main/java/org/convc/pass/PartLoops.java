package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** The loops of a statement that may be counted as one, and their place in it. */
final class PartLoops {

  private PartLoops() {}

  /**
   * Runs of loops, each directly within the other, of the first nest of a statement: those that begin at the
   * outermost loop first, longer ones first among them.
   *
   * @param fair how many iterations of loops around a section make it needless to look into it
   * @param enough of how many iterations a run needs no further loop
   */
  static List<List<Stmt.Header>> candidates(Stmt s, int fair, int enough) {
    List<List<Stmt.Header>> candidates = new ArrayList<>();
    for (List<Stmt.Header> chain : chains(s, fair)) {
      for (int first = 0; first < chain.size(); first++) {
        List<Stmt.Header> run = new ArrayList<>();
        List<List<Stmt.Header>> runs = new ArrayList<>();
        long parts = 1;
        for (int i = first; i < chain.size() && parts < enough; i++) {
          run.add(chain.get(i));
          parts *= chain.get(i).trips();
          if (parts > 1 && parts <= Integer.MAX_VALUE) {
            runs.add(0, List.copyOf(run));
          }
        }
        candidates.addAll(runs);
      }
    }
    return candidates;
  }

  /**
   * The loops of the first nest, apart where a section begins between them. Sections within loops of many parts, or
   * of a single one as the ends of rows are, stay as they are: they may become one routine with others.
   */
  private static List<List<Stmt.Header>> chains(Stmt s, int fair) {
    List<List<Stmt.Header>> chains = new ArrayList<>();
    Stmt rest = s;
    while (true) {
      List<Stmt.Header> chain = new ArrayList<>();
      while (rest instanceof Stmt.For) {
        chain.add(((Stmt.For) rest).header());
        rest = ((Stmt.For) rest).body();
      }
      if (!chain.isEmpty()) {
        chains.add(chain);
      }
      long trips = chain.stream().mapToLong(Stmt.Header::trips).reduce(1, (a, b) -> a * b);
      if (!(rest instanceof Stmt.Section) || !chain.isEmpty() && (trips == 1 || trips >= fair)) {
        return chains;
      }
      rest = ((Stmt.Section) rest).body();
      if (rest instanceof Stmt.Block) {
        // Values that all iterations share stand in front of the loop.
        List<Stmt> parts = ((Stmt.Block) rest).statements();
        rest = parts.stream().filter(part -> !(part instanceof Stmt.Let)).findFirst().orElse(rest);
      }
    }
  }

  /** {@code s} with the loops counted as one in every nest; nothing if a nest does not have them. */
  static Optional<Stmt> split(Stmt s, List<Stmt.Header> loops, LoopVar from, LoopVar to) {
    Optional<Stmt> body = within(s, loops);
    if (body.isPresent()) {
      return Optional.of(new Stmt.ForParts(from, to, loops, body.get()));
    }
    if (s instanceof Stmt.Let) {
      return Optional.of(s);
    }
    boolean passable = s instanceof Stmt.For || s instanceof Stmt.Section || s instanceof Stmt.Block;
    if (!passable) {
      return Optional.empty();
    }
    boolean[] all = {true};
    Stmt result =
        s.mapParts(
            part -> {
              Optional<Stmt> inner = split(part, loops, from, to);
              all[0] &= inner.isPresent();
              return inner.orElse(part);
            });
    return all[0] ? Optional.of(result) : Optional.empty();
  }

  /** What is within the loops, if {@code s} begins with exactly them. */
  private static Optional<Stmt> within(Stmt s, List<Stmt.Header> loops) {
    Stmt rest = s;
    for (Stmt.Header header : loops) {
      if (!(rest instanceof Stmt.For) || !((Stmt.For) rest).header().equals(header)) {
        return Optional.empty();
      }
      rest = ((Stmt.For) rest).body();
    }
    return Optional.of(rest);
  }

  /** The fewest parts of a parallel statement within {@code s}; 0 if there is none. */
  static int fewest(Stmt s) {
    if (s instanceof Stmt.Parallel) {
      return ((Stmt.Parallel) s).parts();
    }
    int[] fewest = {0};
    s.mapParts(
        part -> {
          int inner = fewest(part);
          fewest[0] = fewest[0] == 0 ? inner : inner == 0 ? fewest[0] : Math.min(fewest[0], inner);
          return part;
        });
    return fewest[0];
  }
}
