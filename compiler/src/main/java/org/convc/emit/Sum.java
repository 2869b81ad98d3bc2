package org.convc.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** An integer sum in Java: {@code xRow + 2 * ox - 3}. Starts with a term that is not negative where there is one. */
final class Sum {

  private record Term(boolean negative, CodeBlock magnitude) {}

  private final List<Term> terms = new ArrayList<>();

  Sum plus(CodeBlock term) {
    terms.add(new Term(false, term));
    return this;
  }

  /** Adds {@code factor * term}. */
  Sum plus(int factor, CodeBlock term) {
    if (factor != 0) {
      long magnitude = Math.abs((long) factor);
      terms.add(new Term(factor < 0, magnitude == 1 ? term : CodeBlock.of("$L * $L", magnitude, term)));
    }
    return this;
  }

  Sum plus(int constant) {
    if (constant != 0) {
      terms.add(new Term(constant < 0, CodeBlock.of("$L", Math.abs((long) constant))));
    }
    return this;
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  boolean isSingle() {
    return terms.size() == 1 && !terms.get(0).negative();
  }

  CodeBlock code() {
    if (terms.isEmpty()) {
      return CodeBlock.of("0");
    }
    List<Term> order = new ArrayList<>(terms);
    order.stream().filter(t -> !t.negative()).findFirst().ifPresent(first -> {
      order.remove(first);
      order.add(0, first);
    });
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < order.size(); i++) {
      Term term = order.get(i);
      code.add(i == 0 ? (term.negative() ? "-" : "") : term.negative() ? " - " : " + ").add(term.magnitude());
    }
    return code.build();
  }
}
