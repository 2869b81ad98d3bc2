package org.convc.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;

/**
 * The strides of all buffers of a class as named constants: {@code X_PLANE = 3364; // step of one channel of x: 58 * 58}. Kernels share
 * the constants of buffers that are alike. Those that no code asked for are left out.
 */
final class Strides {

  private static final String ITEM = "item";

  private record Key(Buffer buffer, int subscript) {}

  private record Constant(String name, int value, String meaning) {}

  private final Map<Key, Constant> constants = new LinkedHashMap<>();
  private final Map<String, Constant> byName = new LinkedHashMap<>();
  private final Set<String> used = new TreeSet<>();

  Strides(Collection<Kernel> kernels) {
    for (Kernel kernel : kernels) {
      kernel.arguments().forEach(b -> add(kernel, b));
      kernel.scratch().forEach(b -> add(kernel, b));
    }
  }

  /** The constant that holds the stride along a subscript, which is not 1. */
  String name(Buffer buffer, int subscript) {
    String name = constants.get(new Key(buffer, subscript)).name();
    used.add(name);
    return name;
  }

  /** The field's word for neighbours along a subscript: {@code item}, {@code plane}, {@code row}. */
  static String word(Buffer buffer, int subscript) {
    if (buffer.batched() && subscript == 0) {
      return ITEM;
    }
    String label = axis(buffer, subscript).label();
    List<String> inner = inner(buffer, buffer.stride(subscript)).stream().map(Buffer.Axis::label).toList();
    return label.equals("channel") && inner.equals(List.of("row", "column")) ? "plane" : label;
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Constant c : byName.values()) {
      if (used.contains(c.name())) {
        fields.add(
            FieldSpec.builder(TypeName.INT, c.name(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L /* $L */", c.value(), c.meaning())
                .build());
      }
    }
    return fields;
  }

  private void add(Kernel kernel, Buffer buffer) {
    for (int i = 0; i < buffer.rank(); i++) {
      if (buffer.stride(i) != 1) {
        String name = Words.constant(buffer.name(), word(buffer, i));
        String meaning = meaning(buffer, i);
        String[] candidates = {name, Words.constant(kernel.name(), name)};
        constants.put(new Key(buffer, i), constant(candidates, buffer.stride(i), meaning));
      }
    }
  }

  private Constant constant(String[] candidates, int value, String meaning) {
    String name = candidates[0];
    for (int i = 1; byName.containsKey(name) && byName.get(name).value() != value; i++) {
      name = i < candidates.length ? candidates[i] : candidates[candidates.length - 1] + i;
    }
    return byName.computeIfAbsent(name, n -> new Constant(n, value, meaning));
  }

  private static String meaning(Buffer buffer, int subscript) {
    int stride = buffer.stride(subscript);
    boolean item = buffer.batched() && subscript == 0;
    String step = "step of one " + (item ? "batch item" : axis(buffer, subscript).label()) + " of " + buffer.name();
    List<Buffer.Axis> inner = item ? byStride(buffer) : inner(buffer, stride);
    long product = inner.stream().mapToLong(Buffer.Axis::extent).reduce(1, (a, b) -> a * b);
    return inner.size() < 2 || product != stride
        ? step
        : step + ": " + inner.stream().map(a -> Integer.toString(a.extent())).collect(Collectors.joining(" * "));
  }

  private static Buffer.Axis axis(Buffer buffer, int subscript) {
    return buffer.axes().get(buffer.batched() ? subscript - 1 : subscript);
  }

  /** The axes inside a stride, outermost first. */
  private static List<Buffer.Axis> inner(Buffer buffer, int stride) {
    return byStride(buffer).stream().filter(a -> a.stride() < stride).toList();
  }

  private static List<Buffer.Axis> byStride(Buffer buffer) {
    return buffer.axes().stream().sorted(Comparator.comparingInt(Buffer.Axis::stride).reversed()).toList();
  }
}
