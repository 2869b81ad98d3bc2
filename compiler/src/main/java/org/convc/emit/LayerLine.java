package org.convc.emit;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.convc.model.Accuracy;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * A layer in one line: {@code conv 64 filters 7x7, stride 2, pad 3 of 3 x 224 x 224 -> 64 x 112 x 112, bias, relu}. What has its usual
 * value is left out; what is the same along all axes is said once.
 */
final class LayerLine {

  private LayerLine() {}

  static String of(Layer layer) {
    StringJoiner line = new StringJoiner(", ");
    List<Axis> axes = layer.axes();
    line.add(
        (layer.kind() == LayerKind.TRANSPOSED ? "transposed conv " : "conv ")
            + count(layer.outputChannels(), "filter") + " " + join(axes, "x", a -> Integer.toString(a.kernel())));
    property(line, "stride", axes, Axis::stride, 1);
    property(line, "dilation", axes, Axis::dilation, 1);
    if (axes.stream().anyMatch(a -> a.padBefore() != 0 || a.padAfter() != 0)) {
      line.add("pad " + uniform(axes, LayerLine::pad));
    }
    property(line, "output pad", axes, Axis::outputPad, 0);
    if (layer.groups() > 1) {
      line.add(layer.groups() + " groups");
    }
    if (layer.flipped()) {
      line.add("flipped");
    }
    StringJoiner end = new StringJoiner(", ");
    end.add(line + " of " + layer.info().input() + " -> " + layer.info().output());
    if (layer.layout() == Layout.NHWC) {
      end.add("channels last");
    }
    if (layer.type() == ElementType.DOUBLE) {
      end.add("double");
    }
    if (layer.bias()) {
      end.add("bias");
    }
    if (layer.activation().function() != Activation.Function.IDENTITY) {
      end.add(layer.activation().toString());
    }
    if (!layer.accuracy().equals(Accuracy.DEFAULT)) {
      end.add("accuracy " + layer.accuracy());
    }
    return end.toString();
  }

  private static void property(StringJoiner line, String name, List<Axis> axes, ToIntFunction<Axis> value, int usual) {
    if (axes.stream().anyMatch(a -> value.applyAsInt(a) != usual)) {
      line.add(name + " " + uniform(axes, a -> Integer.toString(value.applyAsInt(a))));
    }
  }

  private static String pad(Axis axis) {
    return axis.padBefore() == axis.padAfter()
        ? Integer.toString(axis.padBefore())
        : axis.padBefore() + ":" + axis.padAfter();
  }

  private static String uniform(List<Axis> axes, Function<Axis, String> text) {
    return axes.stream().map(text).distinct().count() == 1 ? text.apply(axes.get(0)) : join(axes, " x ", text);
  }

  private static String join(List<Axis> axes, String between, Function<Axis, String> text) {
    return String.join(between, axes.stream().map(text).toList());
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
