package org.convc.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Splits the subscripts of each access of a method into an address, which varies and which accesses share, and constants, which stay in
 * the brackets: {@code x[oy + 1, ox + 2]} and {@code x[oy, ox + 1]} share the address {@code [oy, ox]}. Where the accesses that could
 * share an address have one constant on an axis, that is part of the address; so is the least of negative constants, as padding has them.
 */
final class AddressPlan {

  /** The number of a method's parameters, as loops have numbers. */
  static final int PARAMETERS = -1;

  /** One occurrence of an access, with its address. */
  record Site(Address address, boolean withinInnerLoop) {}

  /**
   * Subscripts with the same variables; those of loops that merely use the same names are apart.
   *
   * @param loop the number of the outermost loop that the subscript varies with
   */
  private record Subscript(Address variable, int index, int loop) {}

  private record Range(int min, int max) {
    Range and(int constant) {
      return new Range(Math.min(min, constant), Math.max(max, constant));
    }
  }

  private final Map<Stmt, Integer> loops = new IdentityHashMap<>();
  private final Map<Subscript, Range> constants = new HashMap<>();

  /**
   * @param parameters the variables that the method starts with
   */
  AddressPlan(List<LoopVar> parameters, Stmt body) {
    Map<LoopVar, Integer> binders = new HashMap<>();
    parameters.forEach(p -> binders.put(p, PARAMETERS));
    walk(body, binders, false, (access, at, inner) -> include(access, at));
  }

  /** The number of a loop of the method. One that stands in several places, unchanged, has one number. */
  int number(Stmt loop) {
    return loops.get(loop);
  }

  /** The part of an access that varies. */
  Address address(Access access, Map<LoopVar, Integer> binders) {
    Address variable = variable(access);
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < variable.subscripts().size(); i++) {
      Affine s = variable.subscripts().get(i);
      if (s.isConstant()) {
        subscripts.add(s);
      } else {
        Range range = constants.get(new Subscript(variable, i, outermost(s, binders)));
        subscripts.add(s.plus(range.min() == range.max() ? range.min() : Math.min(range.min(), 0)));
      }
    }
    return new Address(access.buffer(), subscripts);
  }

  /**
   * The accesses of a statement that mention one of some variables, in the order of the text.
   *
   * @param binders the numbers of the loops around the statement
   */
  List<Site> sites(Stmt s, Map<LoopVar, Integer> binders, Set<LoopVar> variables) {
    List<Site> sites = new ArrayList<>();
    Visitor visitor =
        (access, at, inner) -> {
          if (variables.stream().anyMatch(access::mentions)) {
            sites.add(new Site(address(access, at), inner));
          }
        };
    walk(s, binders, false, visitor);
    return sites;
  }

  private interface Visitor {
    void visit(Access access, Map<LoopVar, Integer> binders, boolean withinInnerLoop);
  }

  private void walk(Stmt s, Map<LoopVar, Integer> binders, boolean inner, Visitor visitor) {
    Accesses.forEachOwn(s, access -> visitor.visit(access, binders, inner));
    Map<LoopVar, Integer> within = binders;
    boolean loop = !s.binds().isEmpty();
    if (loop) {
      within = new HashMap<>(binders);
      int number = loops.computeIfAbsent(s, l -> loops.size());
      for (LoopVar variable : s.binds()) {
        within.put(variable, number);
      }
    }
    Map<LoopVar, Integer> around = within;
    s.mapParts(
        part -> {
          walk(part, around, inner || loop, visitor);
          return part;
        });
  }

  private void include(Access access, Map<LoopVar, Integer> binders) {
    Address variable = variable(access);
    for (int i = 0; i < variable.subscripts().size(); i++) {
      Affine s = variable.subscripts().get(i);
      if (!s.isConstant()) {
        int constant = access.subscripts().get(i).constant();
        Subscript key = new Subscript(variable, i, outermost(s, binders));
        constants.merge(key, new Range(constant, constant), (range, same) -> range.and(constant));
      }
    }
  }

  private static int outermost(Affine subscript, Map<LoopVar, Integer> binders) {
    int outermost = Integer.MAX_VALUE;
    for (LoopVar variable : subscript.terms().keySet()) {
      outermost = Math.min(outermost, binders.get(variable));
    }
    return outermost;
  }

  private static Address variable(Access access) {
    return new Address(access.buffer(), access.map(s -> new Affine(s.terms(), 0)).subscripts());
  }
}
