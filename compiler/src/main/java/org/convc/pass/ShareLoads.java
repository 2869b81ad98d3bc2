package org.convc.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/**
 * Within a run of assignments every element is loaded once, into a local, just before it is first needed.
 *
 * <pre>
 *   a0 = fma(x[o], w[0], a0); a1 = fma(x[o + 1], w[0], a1)
 *   =>
 *   let x0 = x[o]; let w0 = w[0]; a0 = fma(x0, w0, a0); let x1 = x[o + 1]; a1 = fma(x1, w0, a1)
 * </pre>
 *
 * <p>Where each step multiplies a broadcast value by a vector, all vectors are loaded first, and the broadcast values come one after the
 * other: few as the vectors are, they and one broadcast value are all that needs registers beside the sums. The broadcast value is the
 * first factor: C2 keeps more sums in registers then.
 *
 * <p>Names are made of the buffer's name and the constants of those subscripts in which its elements differ.
 */
public final class ShareLoads implements Pass {

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private static Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(ShareLoads::rewrite);
    if (!(inner instanceof Stmt.Block)) {
      return inner;
    }
    List<Stmt> steps = ((Stmt.Block) inner).statements();
    boolean straight = steps.size() > 1 && steps.stream().allMatch(step -> step instanceof Stmt.Assign);
    return straight ? share(steps) : inner;
  }

  private static Stmt share(List<Stmt> given) {
    boolean outer = isOuterProduct(given);
    List<Stmt> steps = outer ? byBroadcast(given) : byLoad(given);
    Set<Expr> leaves = new LinkedHashSet<>();
    steps.forEach(step -> leaves.addAll(leaves(step)));
    Map<Access, String> names = names(leaves.stream().map(ShareLoads::access).collect(Collectors.toCollection(LinkedHashSet::new)));
    List<Stmt> result = new ArrayList<>();
    Set<Expr> loaded = new HashSet<>();
    if (outer) {
      leaves.stream().filter(leaf -> leaf instanceof Expr.LoadVector).forEach(vector -> {
        loaded.add(vector);
        result.add(new Stmt.Let(names.get(access(vector)), vector));
      });
    }
    for (Stmt step : steps) {
      Stmt shared =
          Rewrite.leaves(
              step,
              leaf -> {
                String name = names.get(access(leaf));
                if (loaded.add(leaf)) {
                  result.add(new Stmt.Let(name, leaf));
                }
                return new Expr.Local(name);
              });
      result.add(shared);
    }
    return new Stmt.Block(result);
  }

  private static List<Expr> leaves(Stmt step) {
    List<Expr> leaves = new ArrayList<>();
    Rewrite.leaves(
        step,
        leaf -> {
          leaves.add(leaf);
          return leaf;
        });
    return leaves;
  }

  /** Whether each step adds the product of a broadcast value and a vector to a sum of its own. */
  private static boolean isOuterProduct(List<Stmt> steps) {
    long sums = steps.stream().map(step -> ((Stmt.Assign) step).local()).distinct().count();
    return sums == steps.size() && steps.stream().map(ShareLoads::leaves).allMatch(
        l -> l.size() == 2 && l.stream().anyMatch(ShareLoads::isBroadcast) && l.stream().anyMatch(e -> e instanceof Expr.LoadVector));
  }

  /** The steps of one broadcast value after those of another, whose register is free by then. */
  private static List<Stmt> byBroadcast(List<Stmt> steps) {
    return steps.stream()
        .collect(Collectors.groupingBy(
            step -> leaves(step).stream().filter(ShareLoads::isBroadcast).findFirst().orElseThrow(), LinkedHashMap::new, Collectors.toList()))
        .values().stream()
        .flatMap(List::stream)
        .map(ShareLoads::broadcastFirst)
        .toList();
  }

  /**
   * The same steps, so that vectors that several sums need are used up soon after they are loaded. Every sum keeps the order of its terms.
   */
  private static List<Stmt> byLoad(List<Stmt> steps) {
    if (steps.stream().flatMap(step -> leaves(step).stream()).noneMatch(leaf -> leaf instanceof Expr.LoadVector)) {
      return steps;
    }
    Map<String, Deque<Stmt>> sums = new LinkedHashMap<>();
    steps.forEach(step -> sums.computeIfAbsent(((Stmt.Assign) step).local(), sum -> new ArrayDeque<>()).add(step));
    List<Stmt> order = new ArrayList<>();
    Set<Expr> loaded = new HashSet<>();
    while (order.size() < steps.size()) {
      Deque<Stmt> next =
          sums.values().stream()
              .filter(sum -> !sum.isEmpty() && loaded.containsAll(vectors(sum.peek())))
              .findFirst()
              .orElseGet(() -> sums.values().stream().filter(sum -> !sum.isEmpty()).findFirst().orElseThrow());
      Stmt step = next.remove();
      loaded.addAll(vectors(step));
      order.add(step);
    }
    return order;
  }

  private static List<Expr> vectors(Stmt step) {
    return leaves(step).stream().filter(leaf -> leaf instanceof Expr.LoadVector).toList();
  }

  private static Stmt broadcastFirst(Stmt step) {
    Stmt.Assign assign = (Stmt.Assign) step;
    return assign.value() instanceof Expr.Fma fma && isBroadcast(fma.b())
        ? new Stmt.Assign(assign.local(), new Expr.Fma(fma.b(), fma.a(), fma.c()))
        : step;
  }

  private static boolean isBroadcast(Expr leaf) {
    return leaf instanceof Expr.Broadcast;
  }

  private static Access access(Expr leaf) {
    if (leaf instanceof Expr.Broadcast) {
      return access(((Expr.Broadcast) leaf).scalar());
    }
    return leaf instanceof Expr.LoadVector ? ((Expr.LoadVector) leaf).access() : ((Expr.Load) leaf).access();
  }

  private static Map<Access, String> names(Set<Access> accesses) {
    Map<String, List<Access>> byBuffer =
        accesses.stream().collect(Collectors.groupingBy(a -> a.buffer().name(), LinkedHashMap::new, Collectors.toList()));
    Map<Access, String> names = new LinkedHashMap<>();
    byBuffer.forEach((buffer, list) -> name(buffer, list, names));
    return names;
  }

  private static void name(String buffer, List<Access> accesses, Map<Access, String> names) {
    int rank = accesses.get(0).subscripts().size();
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int axis = i;
      if (accesses.stream().map(a -> a.subscripts().get(axis).constant()).distinct().count() > 1) {
        differing.add(axis);
      }
    }
    Set<String> taken = new HashSet<>();
    for (Access access : accesses) {
      String digits =
          differing.stream().map(i -> digits(access.subscripts().get(i))).collect(Collectors.joining("_"));
      String stem = buffer + (digits.isEmpty() ? "v" : digits);
      String name = stem;
      for (int i = 2; !taken.add(name); i++) {
        name = stem + "_v" + i;
      }
      names.put(access, name);
    }
  }

  private static String digits(Affine subscript) {
    return subscript.constant() < 0 ? "m" + -subscript.constant() : Integer.toString(subscript.constant());
  }
}
