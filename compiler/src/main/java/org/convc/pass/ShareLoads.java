package org.convc.pass;

import java.util.ArrayList;
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

  private static Stmt share(List<Stmt> steps) {
    Set<Expr> leaves = new LinkedHashSet<>();
    for (Stmt step : steps) {
      Rewrite.leaves(
          step,
          leaf -> {
            leaves.add(leaf);
            return leaf;
          });
    }
    Map<Access, String> names = names(leaves.stream().map(ShareLoads::access).collect(Collectors.toCollection(LinkedHashSet::new)));
    List<Stmt> result = new ArrayList<>();
    Set<Expr> loaded = new HashSet<>();
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
