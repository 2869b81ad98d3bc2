package org.convc.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * The layer that leads back from the shape of the output to that of the input, with the same kernel, stride, padding and dilation: the
 * transposed layer of a convolution, the convolution of a transposed layer.
 *
 * @param exact whether the shapes alone decide it: along all axes, {@code input + before + after - extent} of the convolution is a
 *     multiple of the stride, so that no {@code output_pad} is needed
 * @param remainders that are left by the division, one an axis; a convolution whose partner has them as its {@code output_pad}
 * @param declaration the partner as the language writes it, where there is one
 */
public record Partner(boolean exact, List<Integer> remainders, Optional<String> declaration) {

  public Partner {
    remainders = List.copyOf(remainders);
  }

  static Partner of(Layer layer) {
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    List<Integer> remainders = new ArrayList<>();
    boolean leadsBack = true;
    for (Axis a : layer.axes()) {
      long sizes = convolution ? (long) a.input() + a.padBefore() + a.padAfter() - a.extent() : a.outputPad();
      remainders.add((int) (sizes % a.stride()));
      leadsBack &= convolution || a.outputPad() < a.stride() && leavesInput(a);
    }
    boolean exact = leadsBack && remainders.stream().allMatch(r -> r == 0);
    return new Partner(exact, remainders, leadsBack ? Optional.of(declaration(layer, remainders)) : Optional.empty());
  }

  /** A convolution of y by this axis may not crop all of it. */
  private static boolean leavesInput(Axis a) {
    return a.output() + Math.min(0L, a.padBefore()) + Math.min(0, a.padAfter()) >= 1;
  }

  private static String declaration(Layer layer, List<Integer> remainders) {
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    List<Axis> axes = layer.axes();
    StringJoiner text = new StringJoiner("; ", (convolution ? "transposed " : "conv ") + layer.name() + "Back { ", "; }");
    text.add("input " + layer.outputChannels() + " x " + sizes(axes, a -> Integer.toString(a.output())));
    text.add("filters " + layer.inputChannels());
    text.add("kernel " + uniform(axes, a -> Integer.toString(a.kernel())));
    property(text, "stride", axes, Axis::stride, 1);
    property(text, "dilation", axes, Axis::dilation, 1);
    if (axes.stream().anyMatch(a -> a.padBefore() != 0 || a.padAfter() != 0)) {
      text.add("pad " + uniform(axes, Partner::pad));
    }
    if (convolution && remainders.stream().anyMatch(r -> r != 0)) {
      text.add("output_pad " + String.join(" x ", remainders.stream().map(String::valueOf).toList()));
    }
    if (layer.groups() > 1) {
      text.add("groups " + layer.groups());
    }
    if (layer.flipped()) {
      text.add("mode convolution");
    }
    if (layer.layout() == Layout.NHWC) {
      text.add("layout nhwc");
    }
    if (layer.type() == ElementType.DOUBLE) {
      text.add("type double");
    }
    return text.toString();
  }

  private static void property(StringJoiner text, String word, List<Axis> axes, ToIntFunction<Axis> value, int usual) {
    if (axes.stream().anyMatch(a -> value.applyAsInt(a) != usual)) {
      text.add(word + " " + uniform(axes, a -> Integer.toString(value.applyAsInt(a))));
    }
  }

  private static String sizes(List<Axis> axes, Function<Axis, String> size) {
    return String.join(" x ", axes.stream().map(size).toList());
  }

  /** Said once where it is the same along all axes. */
  private static String uniform(List<Axis> axes, Function<Axis, String> size) {
    return axes.stream().map(size).distinct().count() == 1 ? size.apply(axes.get(0)) : sizes(axes, size);
  }

  private static String pad(Axis axis) {
    return axis.padBefore() == axis.padAfter() ? Integer.toString(axis.padBefore()) : axis.padBefore() + ":" + axis.padAfter();
  }
}
