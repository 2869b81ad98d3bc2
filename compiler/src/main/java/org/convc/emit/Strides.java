package org.convc.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;

/**
 * The strides of all buffers of a class as named constants: {@code X_PLANE = 3364; // step of one channel of x: 58 * 58}. A tensor and
 * its gradient share their constants, as do buffers of several kernels that are alike. Those that no code asked for are left out.
 */
final class Strides {

  private static final String ITEM = "item";

  /** Tensors of the same shape as another one, after which their constants are named. */
  private static final Map<String, String> SHAPED_AS = Map.of("dx", "x", "dy", "y", "z", "y", "dw", "w");

  private record Key(Buffer buffer, int subscript) {}

  private static final class Constant {
    final String name;
    final int value;
    final String step;
    final String product;
    final Set<String> users = new LinkedHashSet<>();

    Constant(String name, int value, String step, String product) {
      this.name = name;
      this.value = value;
      this.step = step;
      this.product = product;
    }

    /** For example {@code step of one channel of x, dx: 58 * 58}. */
    String meaning() {
      return "step of one " + step + " of " + String.join(", ", users) + product;
    }
  }

  private final Map<Key, Constant> constants = new LinkedHashMap<>();
  private final Map<String, Constant> byName = new LinkedHashMap<>();

  Strides(Collection<Kernel> kernels) {
    for (Kernel kernel : kernels) {
      kernel.arguments().forEach(b -> add(kernel, b));
      kernel.packed().forEach(b -> add(kernel, b));
      kernel.scratch().forEach(b -> add(kernel, b));
    }
  }

  /** The constant that holds the stride along a subscript, which is not 1. */
  String name(Buffer buffer, int subscript) {
    Constant constant = constants.get(new Key(buffer, subscript));
    constant.users.add(buffer.name());
    return constant.name;
  }

  /** The field's word for neighbours along a subscript: {@code item}, {@code plane}, {@code row}. */
  static String word(Buffer buffer, int subscript) {
    if (buffer.batched() && subscript == 0) {
      return ITEM;
    }
    String label = axis(buffer, subscript).label();
    List<String> inner = inner(buffer, subscript).stream().map(Buffer.Axis::label).toList();
    return label.equals("channel") && inner.equals(List.of("row", "column")) ? "plane" : label;
  }

  /** The constants that {@link #name} has handed out. */
  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Constant c : byName.values()) {
      if (!c.users.isEmpty()) {
        fields.add(
            FieldSpec.builder(TypeName.INT, c.name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L /* $L */", c.value, c.meaning())
                .build());
      }
    }
    return fields;
  }

  private void add(Kernel kernel, Buffer buffer) {
    for (int i = 0; i < buffer.rank(); i++) {
      if (buffer.stride(i) != 1) {
        String word = word(buffer, i);
        String own = Words.constant(buffer.name(), word);
        List<String> names =
            List.of(
                Words.constant(SHAPED_AS.getOrDefault(buffer.name(), buffer.name()), word),
                own,
                Words.constant(kernel.name(), own));
        constants.put(new Key(buffer, i), constant(names, buffer, i));
      }
    }
  }

  /** The constant of the first name that is free, or that stands for the same. */
  private Constant constant(List<String> names, Buffer buffer, int subscript) {
    int stride = buffer.stride(subscript);
    boolean item = buffer.batched() && subscript == 0;
    String step = item ? "batch item" : axis(buffer, subscript).label();
    String product = product(inner(buffer, subscript), stride);
    for (int i = 0; ; i++) {
      String name = i < names.size() ? names.get(i) : names.get(names.size() - 1) + i;
      Constant known = byName.computeIfAbsent(name, n -> new Constant(n, stride, step, product));
      if (known.value == stride && known.step.equals(step) && known.product.equals(product)) {
        return known;
      }
    }
  }

  /** {@code : 58 * 58}; nothing for a single factor, or where the stride is not the product. */
  private static String product(List<Buffer.Axis> inner, int stride) {
    long product = inner.stream().mapToLong(Buffer.Axis::extent).reduce(1, (a, b) -> a * b);
    return inner.size() < 2 || product != stride
        ? ""
        : ": " + inner.stream().map(a -> Integer.toString(a.extent())).collect(Collectors.joining(" * "));
  }

  private static Buffer.Axis axis(Buffer buffer, int subscript) {
    return buffer.axes().get(buffer.batched() ? subscript - 1 : subscript);
  }

  /** The axes inside of a step along a subscript, outermost first. */
  private static List<Buffer.Axis> inner(Buffer buffer, int subscript) {
    boolean item = buffer.batched() && subscript == 0;
    return buffer.axes().stream()
        .filter(a -> item || a.stride() < buffer.stride(subscript))
        .sorted(Comparator.comparingInt(Buffer.Axis::stride).reversed())
        .toList();
  }
}
