package org.convc.emit;

import java.util.ArrayList;
import java.util.List;

/** An integer sum in Java: {@code xRow + 2 * ox - 3}. Starts with a term that is not negative where there is one. */
final class Sum {

  private record Term(boolean negative, Fragment magnitude) {}

  private final List<Term> terms = new ArrayList<>();

  Sum plus(Fragment term) {
    terms.add(new Term(false, term));
    return this;
  }

  /** Adds {@code factor * term}. */
  Sum plus(int factor, Fragment term) {
    if (factor != 0) {
      long magnitude = Math.abs((long) factor);
      terms.add(new Term(factor < 0, magnitude == 1 ? term : Fragment.of("$L * $L", magnitude, term)));
    }
    return this;
  }

  Sum plus(int constant) {
    if (constant != 0) {
      terms.add(new Term(constant < 0, Fragment.of("$L", Math.abs((long) constant))));
    }
    return this;
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  boolean isSingle() {
    return terms.size() == 1 && !terms.get(0).negative();
  }

  Fragment code() {
    if (terms.isEmpty()) {
      return Fragment.of("0");
    }
    List<Term> order = new ArrayList<>(terms);
    order.stream().filter(t -> !t.negative()).findFirst().ifPresent(first -> {
      order.remove(first);
      order.add(0, first);
    });
    Term first = order.get(0);
    Fragment sum = first.negative() ? Fragment.of("-$L", first.magnitude()) : first.magnitude();
    for (Term term : order.subList(1, order.size())) {
      sum = Fragment.of(term.negative() ? "$L - $L" : "$L + $L", sum, term.magnitude());
    }
    return sum;
  }
}
