package org.convc.tuning;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.model.Accuracy;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * The sizes of a layer, and its accuracy where the file gives one, as one line of text. Neither bias nor activation nor the order of the taps is part of it: they take a small and
 * constant part of the time.
 */
public final class LayerGeometry {

  private static final String SIZES = "-?[0-9]{1,10}( x -?[0-9]{1,10}){0,3}";

  private static final Pattern TEXT =
      Pattern.compile(
          "(float|double) (conv|transposed) (nchw|nhwc) " + SIZES + " -> " + SIZES + ", kernel " + SIZES + ", stride " + SIZES
              + ", dilation " + SIZES + ", pad " + SIZES + ", groups [0-9]{1,10}(, accuracy (exact|[0-9.E-]{1,24}))?");

  private LayerGeometry() {}

  /**
   * For example {@code float conv nchw 64 x 14 x 14 -> 64 x 14 x 14, kernel 3 x 3, stride 1 x 1, dilation 1 x 1, pad 1 x 1, groups 1}.
   */
  public static String of(Layer layer) {
    return layer.type().word() + (layer.kind() == LayerKind.TRANSPOSED ? " transposed " : " conv ")
        + layer.layout().name().toLowerCase(Locale.ROOT) + " "
        + data(layer, layer.inputChannels(), Axis::input) + " -> " + data(layer, layer.outputChannels(), Axis::output)
        + ", kernel " + sizes(layer.axes(), Axis::kernel)
        + ", stride " + sizes(layer.axes(), Axis::stride)
        + ", dilation " + sizes(layer.axes(), Axis::dilation)
        + ", pad " + sizes(layer.axes(), Axis::padBefore)
        + ", groups " + layer.groups()
        + (layer.accuracy().equals(Accuracy.DEFAULT) ? "" : ", accuracy " + layer.accuracy());
  }

  /** Whether a text may have been made by {@link #of}. */
  static boolean isOne(String text) {
    return TEXT.matcher(text).matches();
  }

  private static String data(Layer layer, int channels, Function<Axis, Integer> size) {
    String spatial = sizes(layer.axes(), size);
    return layer.layout() == Layout.NCHW ? channels + " x " + spatial : spatial + " x " + channels;
  }

  private static String sizes(List<Axis> axes, Function<Axis, Integer> size) {
    return axes.stream().map(size).map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
