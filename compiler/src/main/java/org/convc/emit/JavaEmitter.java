package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.DoubleConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.FloatConvLayer;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;
import org.convc.runtime.Shape;

/** The class of a layer as Java source: the same text whatever compiles it, and the same text every time. */
public final class JavaEmitter {

  private static final String INDENT = "  ";

  private final Layer layer;
  private final Map<KernelKind, Kernel> kernels;
  private final Map<KernelKind, String> strategies;

  private JavaEmitter(Layer layer, Map<KernelKind, Kernel> kernels, Map<KernelKind, String> strategies) {
    this.layer = layer;
    this.kernels = new EnumMap<>(kernels);
    this.strategies = strategies;
  }

  /** The binary name of a layer's class: {@code com.example.vision.Stem}. */
  public static String className(Layer layer) {
    return layer.javaPackage().isEmpty() ? layer.name() : layer.javaPackage() + "." + layer.name();
  }

  /** As {@link #emit(Layer, Map, Map)}, without a word on strategies. */
  public static String emit(Layer layer, Map<KernelKind, Kernel> kernels) {
    return emit(layer, kernels, Map.of());
  }

  /**
   * The source of a public final class with a public constructor without arguments.
   *
   * @param kernels verified kernels, for all kinds that the layer has
   * @param strategies a few words on how each kernel works, for the head of the class; kernels may be missing
   */
  public static String emit(Layer layer, Map<KernelKind, Kernel> kernels, Map<KernelKind, String> strategies) {
    return new JavaEmitter(layer, kernels, strategies).source();
  }

  private String source() {
    Strides strides = new Strides(kernels.values());
    List<MethodSpec> methods = new ArrayList<>();
    Routines routines = new Routines();
    kernels.forEach((kind, kernel) -> methods.addAll(new KernelEmitter(kind, kernel, strides, routines).methods()));
    TypeSpec type =
        TypeSpec.classBuilder(layer.name())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(layer.type() == ElementType.FLOAT ? FloatConvLayer.class : DoubleConvLayer.class)
            .addJavadoc(ClassHeader.javadoc(layer, strategies))
            .addFields(strides.fields())
            .addMethod(constructor())
            .addMethods(methods)
            .build();
    JavaFile file =
        JavaFile.builder(layer.javaPackage(), type).indent(INDENT).skipJavaLangImports(true).build();
    return SourceLayout.arrange(file.toString());
  }

  private MethodSpec constructor() {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(info(layer.info()));
    scratchLengths().forEach(length -> arguments.add(CodeBlock.of("$L", length)));
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addStatement("super(\n$L)", CodeBlock.join(arguments, ",\n"))
        .build();
  }

  private static CodeBlock info(LayerInfo info) {
    return CodeBlock.of(
        "new $T($>$>\n$S, $T.$L, $T.$L, $T.$L, $L,\n$L, $L, $L,\n$L, $L$<$<)",
        LayerInfo.class,
        info.name(),
        LayerKind.class,
        info.kind(),
        ElementType.class,
        info.type(),
        Layout.class,
        info.layout(),
        info.groups(),
        shape(info.input()),
        shape(info.output()),
        shape(info.weights()),
        info.bias(),
        activation(info.activation()));
  }

  private static CodeBlock shape(Shape shape) {
    List<CodeBlock> sizes = new ArrayList<>();
    for (int size : shape.toArray()) {
      sizes.add(CodeBlock.of("$L", size));
    }
    return CodeBlock.of("$T.of($L)", Shape.class, CodeBlock.join(sizes, ", "));
  }

  private static CodeBlock activation(Activation activation) {
    if (activation.equals(Activation.NONE)) {
      return CodeBlock.of("$T.NONE", Activation.class);
    }
    return CodeBlock.of(
        "new $T($T.$L, $L, $L)",
        Activation.class,
        Activation.Function.class,
        activation.function(),
        Literals.of(ElementType.DOUBLE, activation.a()),
        Literals.of(ElementType.DOUBLE, activation.b()));
  }

  /** For each place in the scratch memory, the largest buffer that a kernel puts there. */
  private List<Integer> scratchLengths() {
    List<Integer> lengths = new ArrayList<>();
    for (Kernel kernel : kernels.values()) {
      for (int i = 0; i < kernel.scratch().size(); i++) {
        int elements = kernel.scratch().get(i).elements();
        if (i < lengths.size()) {
          lengths.set(i, Math.max(lengths.get(i), elements));
        } else {
          lengths.add(elements);
        }
      }
    }
    return lengths;
  }
}
