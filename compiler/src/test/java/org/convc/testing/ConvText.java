package org.convc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.convc.analysis.AnalysedFile;
import org.convc.model.Accuracy;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/** A layer as the {@code .conv} text that declares it: the way back, so that tests can go through the language. */
public final class ConvText {

  private ConvText() {}

  /**
   * One layer as a whole file, as short as a person would write it: defaults left out, one number for equal axes, a word for the padding
   * where there is one.
   */
  public static String print(Layer layer) {
    List<String> properties = new ArrayList<>();
    properties.add("input " + layer.inputChannels() + " x " + join(layer, Axis::input));
    properties.add("filters " + layer.outputChannels());
    properties.add("kernel " + collapsed(layer, Axis::kernel));
    optional(properties, "stride", collapsed(layer, Axis::stride), "1");
    optional(properties, "pad", padding(layer), "0");
    optional(properties, "output_pad", collapsed(layer, Axis::outputPad), "0");
    optional(properties, "dilation", collapsed(layer, Axis::dilation), "1");
    optional(properties, "groups", Integer.toString(layer.groups()), "1");
    if (layer.bias()) {
      properties.add("bias");
    }
    optional(properties, "activation", layer.activation().toString(), Activation.NONE.toString());
    optional(properties, "mode", layer.flipped() ? "convolution" : "correlation", "correlation");
    optional(properties, "layout", layer.layout() == Layout.NHWC ? "nhwc" : "nchw", "nchw");
    optional(properties, "type", layer.type() == ElementType.DOUBLE ? "double" : "float", "float");
    optional(properties, "accuracy", layer.accuracy().toString(), Accuracy.DEFAULT.toString());
    String keyword = layer.kind() == LayerKind.CONVOLUTION ? "conv" : "transposed";
    String head = layer.javaPackage().isEmpty() ? "" : "package " + layer.javaPackage() + ";\n";
    return properties.stream()
        .map(p -> "  " + p + ";\n")
        .collect(Collectors.joining("", head + keyword + " " + layer.name() + " {\n", "}\n"));
  }

  /** What parsing the text of a layer must give: the layer itself, declared elsewhere. Empty where it does. */
  public static Optional<String> roundTripFailure(Layer layer) {
    String text = print(layer);
    AnalysedFile file = Conv.file(text);
    Origin origin = file.layers().get(0).origin();
    Layer expected =
        new Layer(
            layer.name(), layer.javaPackage(), layer.documentation(), origin, layer.kind(), layer.type(), layer.layout(),
            layer.flipped(), layer.groups(), layer.inputChannels(), layer.outputChannels(), layer.axes(), layer.bias(),
            layer.activation(), layer.accuracy());
    return file.layers().equals(List.of(expected))
        ? Optional.empty()
        : Optional.of("read back as " + file.layers() + " instead of " + expected);
  }

  private static void optional(List<String> properties, String word, String value, String otherwise) {
    if (!value.equals(otherwise)) {
      properties.add(word + " " + value);
    }
  }

  /** The word for a convolution's padding, worked out here once more from what the language says it means, or the numbers. */
  private static String padding(Layer layer) {
    if (layer.kind() == LayerKind.CONVOLUTION) {
      if (layer.axes().stream().allMatch(a -> a.extent() > 1 && pads(a, a.extent() - 1, a.extent() - 1))) {
        return "full";
      }
      if (layer.rank() == 1 && layer.axes().stream().allMatch(a -> a.extent() > 1 && pads(a, a.extent() - 1, 0))) {
        return "causal";
      }
      boolean some = layer.axes().stream().anyMatch(a -> same(a) > 0);
      if (some && layer.axes().stream().allMatch(a -> pads(a, same(a) / 2, same(a) - same(a) / 2))) {
        return "same";
      }
      if (some && layer.axes().stream().allMatch(a -> pads(a, same(a) - same(a) / 2, same(a) / 2))) {
        return "same_lower";
      }
    }
    return collapsed(layer, a -> a.padBefore() == a.padAfter() ? "" + a.padBefore() : a.padBefore() + ":" + a.padAfter());
  }

  private static boolean pads(Axis axis, long before, long after) {
    return axis.padBefore() == before && axis.padAfter() == after;
  }

  private static long same(Axis a) {
    long outputs = (a.input() + a.stride() - 1L) / a.stride();
    return Math.max(0, (outputs - 1) * a.stride() + a.extent() - a.input());
  }

  private static String collapsed(Layer layer, Function<Axis, Object> value) {
    List<String> values = layer.axes().stream().map(a -> value.apply(a).toString()).distinct().toList();
    return values.size() == 1 ? values.get(0) : join(layer, value);
  }

  private static String join(Layer layer, Function<Axis, Object> value) {
    return layer.axes().stream().map(a -> value.apply(a).toString()).collect(Collectors.joining(" x "));
  }
}
