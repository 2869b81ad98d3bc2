package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;
import org.convc.runtime.DoubleKernels;
import org.convc.runtime.ElementType;
import org.convc.runtime.FloatKernels;

/**
 * The choice among the twins of a class. Nothing that is loaded before the module of the Vector API is known to be
 * there is linked against it: the width is asked by a class of its own, and a twin is linked when it is constructed.
 */
final class TwinChoice {

  /** The module of the Vector API, and its package. */
  private static final String MODULE = "jdk.incubator.vector";

  private static final String METHOD = "chosenKernels";
  private static final String PREFERRED = "PreferredVectors";

  private final ElementType type;
  private final List<Twin> twins;
  private final UnaryOperator<String> nestedName;

  /**
   * @param twins one for plain arrays among them
   * @param nestedName the name of a nested class from one that suits it
   */
  TwinChoice(ElementType type, List<Twin> twins, UnaryOperator<String> nestedName) {
    this.type = type;
    this.twins = twins.stream().sorted(Comparator.comparingInt(Twin::vectorBits).reversed()).toList();
    this.nestedName = nestedName;
  }

  /** The kernels, for the constructor. */
  CodeBlock call() {
    return CodeBlock.of("$L()", METHOD);
  }

  MethodSpec method() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(METHOD)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc("Those for the widest vectors that this machine prefers, or for plain arrays.\n")
            .returns(type == ElementType.FLOAT ? FloatKernels.class : DoubleKernels.class)
            .beginControlFlow("if (ModuleLayer.boot().findModule($S).isPresent())", MODULE)
            .addStatement("int bits = $L.bits()", nestedName.apply(PREFERRED));
    for (Twin twin : twins) {
      if (twin.vectorBits() == 0) {
        method.endControlFlow();
      } else {
        method.beginControlFlow("if (bits >= $L)", twin.vectorBits());
      }
      method.addStatement("return new $L()", nestedName.apply(twin.className()));
      if (twin.vectorBits() > 0) {
        method.endControlFlow();
      }
    }
    return method.build();
  }

  TypeSpec preferredVectors() {
    String simpleName = type == ElementType.FLOAT ? "FloatVector" : "DoubleVector";
    ClassName vector = ClassName.get(MODULE, simpleName);
    return TypeSpec.classBuilder(nestedName.apply(PREFERRED))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Apart, so that the Vector API is asked only where it is.\n")
        .addMethod(
            MethodSpec.methodBuilder("bits")
                .addModifiers(Modifier.STATIC)
                .returns(TypeName.INT)
                .addStatement("return $T.SPECIES_PREFERRED.vectorBitSize()", vector)
                .build())
        .build();
  }
}
