package org.convc.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/**
 * Splits the subscripts of each access of a method into an address, which varies and which accesses share, and constants, which stay in
 * the brackets: {@code x[oy + 1, ox + 2]} and {@code x[oy, ox + 1]} share the address {@code [oy, ox]}. An axis on which all accesses
 * that could share an address have one constant gives that to the address, and so does an axis with negative constants, as padding has
 * them.
 */
final class AddressPlan {

  /** The least and the greatest constant of each subscript. */
  private record Range(int[] min, int[] max) {}

  private final Map<Address, Range> ranges = new HashMap<>();
  private final Map<Access, Address> known = new IdentityHashMap<>();

  AddressPlan(Stmt body) {
    accesses(body).forEach(this::include);
  }

  /** The part of an access that varies, for all accesses that share it the same. */
  Address address(Access access) {
    return known.computeIfAbsent(access, this::split);
  }

  /** All accesses of a statement in the order of the text. */
  static List<Access> accesses(Stmt s) {
    List<Access> found = new ArrayList<>();
    collect(s, found, true);
    return found;
  }

  /** The accesses outside of any loop of a statement. */
  static List<Access> accessesOutsideLoops(Stmt s) {
    List<Access> found = new ArrayList<>();
    collect(s, found, false);
    return found;
  }

  private static void collect(Stmt s, List<Access> found, boolean loops) {
    if (s instanceof Stmt.Store store) {
      collect(store.value(), found);
      found.add(store.target());
    } else if (s instanceof Stmt.Let let) {
      collect(let.value(), found);
    } else if (s instanceof Stmt.Assign assign) {
      collect(assign.value(), found);
    } else if (loops || !(s instanceof Stmt.For || s instanceof Stmt.ForBatch)) {
      s.mapParts(
          part -> {
            collect(part, found, loops);
            return part;
          });
    }
  }

  private static void collect(Expr e, List<Access> found) {
    if (e instanceof Expr.Load load) {
      found.add(load.access());
    }
    e.mapOperands(
        operand -> {
          collect(operand, found);
          return operand;
        });
  }

  private void include(Access access) {
    int[] constants = access.subscripts().stream().mapToInt(Affine::constant).toArray();
    Range range = ranges.computeIfAbsent(variable(access), v -> new Range(constants.clone(), constants.clone()));
    for (int i = 0; i < constants.length; i++) {
      range.min()[i] = Math.min(range.min()[i], constants[i]);
      range.max()[i] = Math.max(range.max()[i], constants[i]);
    }
  }

  private Address split(Access access) {
    Address variable = variable(access);
    Range range = ranges.get(variable);
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < variable.subscripts().size(); i++) {
      Affine s = variable.subscripts().get(i);
      int min = range.min()[i];
      subscripts.add(s.isConstant() ? s : s.plus(min == range.max()[i] ? min : Math.min(min, 0)));
    }
    return new Address(access.buffer(), subscripts);
  }

  private static Address variable(Access access) {
    Stream<Affine> subscripts = access.subscripts().stream().map(s -> new Affine(s.terms(), 0));
    return new Address(access.buffer(), subscripts.toList());
  }
}
