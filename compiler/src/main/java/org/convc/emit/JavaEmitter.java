package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final List<Twin> twins;

  private JavaEmitter(Layer layer, List<Twin> twins) {
    this.layer = layer;
    this.twins = List.copyOf(twins);
    Set<Integer> widths = new HashSet<>();
    if (!twins.stream().map(Twin::vectorBits).allMatch(widths::add) || twins.size() != 1 && !widths.contains(0)) {
      throw new IllegalArgumentException("one twin, or one for plain arrays and others of several widths: " + widths);
    }
  }

  /** The binary name of a layer's class: {@code com.example.vision.Stem}. */
  public static String className(Layer layer) {
    return layer.javaPackage().isEmpty() ? layer.name() : layer.javaPackage() + "." + layer.name();
  }

  /** As {@link #emit(Layer, List)}, for plain arrays and without a word on strategies. */
  public static String emit(Layer layer, Map<KernelKind, Kernel> kernels) {
    return emit(layer, List.of(new Twin(0, kernels, Map.of())));
  }

  /**
   * The source of a public final class with a public constructor without arguments, and within it a class with the
   * kernels of each twin. Where there are several, the constructor chooses those of the widest vectors that the machine
   * prefers.
   *
   * @param twins a single one, or one for plain arrays and others with vectors of several widths
   */
  public static String emit(Layer layer, List<Twin> twins) {
    return new JavaEmitter(layer, twins).source();
  }

  /** The names of the methods that run for each kernel of a twin, as they are in every source of it. */
  public static Map<KernelKind, Set<String>> methodNames(Layer layer, Twin twin) {
    return new TwinEmitter(layer.type(), twin).methodNames();
  }

  private String source() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(layer.name())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(layer.type() == ElementType.FLOAT ? FloatConvLayer.class : DoubleConvLayer.class)
            .addJavadoc(ClassHeader.javadoc(layer, twins));
    if (twins.size() == 1) {
      type.addMethod(constructor(CodeBlock.of("new $L()", nestedName(twins.get(0).className()))));
    } else {
      TwinChoice choice = new TwinChoice(layer.type(), twins, this::nestedName);
      type.addMethod(constructor(choice.call())).addMethod(choice.method()).addType(choice.preferredVectors());
    }
    twins.forEach(twin -> type.addType(new TwinEmitter(layer.type(), twin).type(nestedName(twin.className()))));
    JavaFile file =
        JavaFile.builder(layer.javaPackage(), type.build()).indent(INDENT).skipJavaLangImports(true).build();
    return SourceLayout.arrange(file.toString());
  }

  /** A class may not be called like the one around it. */
  private String nestedName(String name) {
    return name.equals(layer.name()) ? name + "Kernels" : name;
  }

  private MethodSpec constructor(CodeBlock kernels) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addStatement("super(\n$L,\n$L)", info(layer.info()), kernels)
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
        Literals.of(ElementType.DOUBLE, activation.a()).block(),
        Literals.of(ElementType.DOUBLE, activation.b()).block());
  }
}
