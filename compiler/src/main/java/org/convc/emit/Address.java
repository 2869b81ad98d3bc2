package org.convc.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.LoopVar;

/** A place in a buffer as far as it is known at some depth of a loop nest: one partial subscript for each axis. */
record Address(Buffer buffer, List<Affine> subscripts) {

  Address {
    subscripts = List.copyOf(subscripts);
  }

  /** Whether nothing is known yet. */
  boolean isOrigin() {
    return isConstant() && subscripts.stream().allMatch(s -> s.constant() == 0);
  }

  boolean isConstant() {
    return subscripts.stream().allMatch(Affine::isConstant);
  }

  boolean mentions(LoopVar variable) {
    return subscripts.stream().anyMatch(s -> s.mentions(variable));
  }

  /** With {@code f} applied to each subscript. */
  Address map(UnaryOperator<Affine> f) {
    return new Address(buffer, subscripts.stream().map(f).toList());
  }

  /** The terms of some variables; a subscript without any of them is 0, its constant included. */
  Address restrictedTo(Predicate<LoopVar> known) {
    List<Affine> partial = new ArrayList<>();
    for (Affine s : subscripts) {
      Affine sum = Affine.constant(0);
      for (LoopVar v : s.terms().keySet()) {
        if (known.test(v)) {
          sum = sum.plus(Affine.of(v).times(s.terms().get(v)));
        }
      }
      partial.add(sum.isConstant() ? sum : sum.plus(s.constant()));
    }
    return new Address(buffer, partial);
  }
}
