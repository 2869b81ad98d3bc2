package org.convc.emit;

import java.util.List;
import java.util.Optional;
import org.convc.model.Accuracy;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/** Layers for the tests of this package. */
final class Layers {

  private static final Origin ORIGIN = new Origin("nets/vision.conv", 12);

  private Layers() {}

  /** 4 filters 3x3, stride 2, pad 1, on 3 x 9 x 7. */
  static Layer strided() {
    return new Layer(
        "Stem",
        "com.example.vision",
        Optional.of("Finds edges.\n\nTrained on photographs."),
        ORIGIN,
        LayerKind.CONVOLUTION,
        ElementType.FLOAT,
        Layout.NCHW,
        false,
        1,
        3,
        4,
        List.of(new Axis("height", 9, 5, 3, 2, 1, 1, 1, 0), new Axis("width", 7, 4, 3, 2, 1, 1, 1, 0)),
        true,
        Activation.of(Activation.Function.RELU),
        Accuracy.EXACT);
  }

  /** A transposed layer of two groups, channels last, in double, in the unnamed package. */
  static Layer transposed() {
    return new Layer(
        "Up",
        "",
        Optional.empty(),
        ORIGIN,
        LayerKind.TRANSPOSED,
        ElementType.DOUBLE,
        Layout.NHWC,
        true,
        2,
        4,
        6,
        List.of(new Axis("height", 5, 10, 4, 2, 1, 1, 1, 0), new Axis("width", 5, 11, 3, 2, 1, 1, 0, 1)),
        false,
        Activation.NONE,
        Accuracy.EXACT);
  }

  /** 6 filters 3x3, pad 1, on 2 x 6 x 8. */
  static Layer dense() {
    return new Layer(
        "Dense",
        "com.example.vision",
        Optional.empty(),
        ORIGIN,
        LayerKind.CONVOLUTION,
        ElementType.FLOAT,
        Layout.NCHW,
        false,
        1,
        2,
        6,
        List.of(new Axis("height", 6, 6, 3, 1, 1, 1, 1, 0), new Axis("width", 8, 8, 3, 1, 1, 1, 1, 0)),
        true,
        Activation.NONE,
        Accuracy.EXACT);
  }

  static Layer named(Layer like, String javaPackage, String name) {
    return with(like, javaPackage, name, like.documentation(), like.origin());
  }

  static Layer documented(Layer like, String documentation, Origin origin) {
    return with(like, like.javaPackage(), like.name(), Optional.of(documentation), origin);
  }

  private static Layer with(Layer l, String javaPackage, String name, Optional<String> documentation, Origin origin) {
    return new Layer(
        name,
        javaPackage,
        documentation,
        origin,
        l.kind(),
        l.type(),
        l.layout(),
        l.flipped(),
        l.groups(),
        l.inputChannels(),
        l.outputChannels(),
        l.axes(),
        l.bias(),
        l.activation(),
        l.accuracy());
  }
}
