package org.convc.explain.print;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convc.KernelPlan;

/** The plan of a kernel for a terminal. */
final class KernelText {

  private KernelText() {}

  static void write(TextLines out, KernelPlan kernel) {
    out.blank();
    out.line(1, kernel.kernel() + ": " + kernel.strategy());
    out.wrapped(2, "scratch " + Wording.bytes(kernel.scratchBytes()) + ", packed weights " + Wording.bytes(kernel.packedBytes()) + ", "
        + methods(kernel));
    List<KernelPlan.Alternative> others = kernel.alternatives();
    if (others.isEmpty()) {
      out.line(2, kernel.key() + ", " + kernel.origin() + (kernel.general() ? ": the general kernel" : ""));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(kernel.key(), kernel.cycles().map(KernelText::cycles).orElse(""), kernel.origin().toString()));
    others.stream().filter(KernelPlan.Alternative::suits).forEach(a -> rows.add(List.of(a.key(), cycles(a.cycles()), a.reason())));
    out.table(2, rows, 1);
    Map<String, List<String>> misfits = new LinkedHashMap<>();
    others.stream().filter(a -> !a.suits()).forEach(a -> misfits.computeIfAbsent(a.reason(), r -> new ArrayList<>()).add(a.key()));
    misfits.forEach((reason, keys) -> out.wrapped(2, "unfit: " + String.join(", ", keys) + ": " + reason));
  }

  private static String methods(KernelPlan kernel) {
    KernelPlan.Method largest = kernel.largestMethod();
    return largest.bytes() == KernelPlan.Method.UNKNOWN
        ? kernel.methods().size() + " methods (sizes unknown without jdk.incubator.vector)"
        : "largest of " + kernel.methods().size() + " methods " + largest.name() + " with " + Wording.count(largest.bytes()) + " of at most "
            + Wording.count(kernel.methodLimit()) + " bytes";
  }

  private static String cycles(double cycles) {
    return Wording.count(Math.round(cycles)) + " cycles";
  }
}
