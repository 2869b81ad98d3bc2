package org.convc.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.convc.model.StrategyFamily;
import org.convc.model.VectorWidths;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/** The words that stand for something in a {@code .conv} file, in the order in which messages list them. */
final class Vocabulary {

  static final Map<String, LayerKind> LAYER_KINDS =
      ordered(Map.entry("conv", LayerKind.CONVOLUTION), Map.entry("transposed", LayerKind.TRANSPOSED));

  static final Map<String, Layout> LAYOUTS = ordered(Map.entry("nchw", Layout.NCHW), Map.entry("nhwc", Layout.NHWC));

  static final Map<String, ElementType> TYPES =
      ordered(Map.entry("float", ElementType.FLOAT), Map.entry("double", ElementType.DOUBLE));

  /** Whether the kernel is flipped. */
  static final Map<String, Boolean> MODES = ordered(Map.entry("correlation", false), Map.entry("convolution", true));

  /** What the compiler may be asked to take. */
  static final Map<String, StrategyFamily> STRATEGIES = strategies();

  /** The words beside widths. */
  static final Map<String, VectorWidths> VECTORS =
      ordered(Map.entry("auto", VectorWidths.AUTO), Map.entry("none", VectorWidths.NONE));

  /** Begins several widths of vectors. */
  static final String ONE_OF = "one_of";

  /** {@code none} is the word for what {@link Activation.Function#IDENTITY} does. */
  static final Map<String, Activation.Function> ACTIVATIONS = activations();

  /** Declarations and properties that the language has room for and this version does not compile. */
  static final Set<String> LATER =
      Set.of("network", "dense", "avgpool", "maxpool", "loss", "batchnorm", "dropout", "flatten", "softmax");

  /** What other libraries call the properties of a layer. */
  static final Map<String, String> PROPERTIES_ELSEWHERE =
      Map.ofEntries(
          Map.entry("padding", "pad"),
          Map.entry("pads", "pad"),
          Map.entry("auto_pad", "pad"),
          Map.entry("strides", "stride"),
          Map.entry("dilations", "dilation"),
          Map.entry("dilation_rate", "dilation"),
          Map.entry("kernel_size", "kernel"),
          Map.entry("kernel_shape", "kernel"),
          Map.entry("out_channels", "filters"),
          Map.entry("units", "filters"),
          Map.entry("in_channels", "input"),
          Map.entry("input_shape", "input"),
          Map.entry("group", "groups"),
          Map.entry("output_padding", "output_pad"),
          Map.entry("output_shape", "output"),
          Map.entry("dtype", "type"),
          Map.entry("data_format", "layout"),
          Map.entry("use_bias", "bias"));

  /** What other libraries call the values of layout, type and mode. */
  static final Map<String, String> OPTION_VALUES_ELSEWHERE =
      Map.ofEntries(
          Map.entry("channels_first", "nchw"),
          Map.entry("channels_last", "nhwc"),
          Map.entry("float32", "float"),
          Map.entry("fp32", "float"),
          Map.entry("single", "float"),
          Map.entry("float64", "double"),
          Map.entry("fp64", "double"),
          Map.entry("cross_correlation", "correlation"),
          Map.entry("conv", "convolution"));

  /** What other libraries call the padding words. */
  static final Map<String, String> PADDINGS_ELSEWHERE =
      Map.of("same_upper", "same", "half", "same", "none", "valid", "notset", "valid");

  /** What other libraries call the activations. */
  static final Map<String, String> ACTIVATIONS_ELSEWHERE =
      Map.of(
          "identity", "none", "linear", "none", "swish", "silu", "logistic", "sigmoid", "relu6", "clip(0, 6)", "hswish",
          "hard_swish");

  /** What other libraries call the kinds of layers. */
  static final Map<String, String> LAYER_KINDS_ELSEWHERE =
      Map.ofEntries(
          Map.entry("convolution", "conv"),
          Map.entry("conv1d", "conv"),
          Map.entry("conv2d", "conv"),
          Map.entry("conv3d", "conv"),
          Map.entry("depthwise", "conv"),
          Map.entry("deconv", "transposed"),
          Map.entry("deconvolution", "transposed"),
          Map.entry("conv_transpose", "transposed"),
          Map.entry("transpose", "transposed"));

  private Vocabulary() {}

  /** Whether a constant of this name could be taken for something else. */
  static boolean isWordOfTheLanguage(String word) {
    return PropertyWord.of(word).isPresent()
        || PaddingWord.of(word).isPresent()
        || ACTIVATIONS.containsKey(word)
        || LAYOUTS.containsKey(word)
        || TYPES.containsKey(word)
        || MODES.containsKey(word)
        || STRATEGIES.containsKey(word)
        || VECTORS.containsKey(word)
        || LAYER_KINDS.containsKey(word)
        || LATER.contains(word)
        || Set.of("x", "const", "package", "import", "exact", ONE_OF).contains(word);
  }

  private static Map<String, StrategyFamily> strategies() {
    Map<String, StrategyFamily> strategies = new LinkedHashMap<>();
    Arrays.stream(StrategyFamily.values()).forEach(family -> strategies.put(family.word(), family));
    return Collections.unmodifiableMap(strategies);
  }

  private static Map<String, Activation.Function> activations() {
    Map<String, Activation.Function> functions = new LinkedHashMap<>();
    functions.put("none", Activation.Function.IDENTITY);
    Arrays.stream(Activation.Function.values())
        .filter(f -> f != Activation.Function.IDENTITY)
        .forEach(f -> functions.put(f.word(), f));
    return Collections.unmodifiableMap(functions);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <V> Map<String, V> ordered(Map.Entry<String, V>... entries) {
    Map<String, V> map = new LinkedHashMap<>();
    Arrays.stream(entries).forEach(e -> map.put(e.getKey(), e.getValue()));
    return Collections.unmodifiableMap(map);
  }
}
