package org.convc.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.runtime.DoubleKernels;
import org.convc.runtime.ElementType;
import org.convc.runtime.FloatKernels;
import org.convc.runtime.KernelMemory;
import org.convc.runtime.Team;

/** The class of one twin. It uses nothing of the class around it, so that neither reads the other to be understood. */
final class TwinEmitter {

  private static final List<KernelKind> READ_WEIGHTS =
      List.of(KernelKind.FORWARD, KernelKind.BIASED_SUM, KernelKind.BACKWARD_DATA);

  private static final String PACK_FORWARD = "packForward";
  private static final String PACK_BACKWARD_DATA = "packBackwardData";

  private final Twin twin;
  private final TypeName array;
  private final ClassName superclass;
  private final Strides strides;
  private final PackedArrays forward;
  private final PackedArrays backwardData;
  private final ScratchPlaces places;
  private final Parts parts = new Parts();
  private final EverySecond everySecond;
  private final CosineTables cosines;
  private final Map<KernelKind, KernelEmitter> emitters = new EnumMap<>(KernelKind.class);

  TwinEmitter(ElementType type, Twin twin) {
    boolean single = type == ElementType.FLOAT;
    this.twin = twin;
    this.everySecond = new EverySecond(type);
    this.cosines = new CosineTables(type);
    this.array = ArrayTypeName.of(single ? TypeName.FLOAT : TypeName.DOUBLE);
    this.superclass = ClassName.get(single ? FloatKernels.class : DoubleKernels.class);
    this.strides = new Strides(twin.kernels().values());
    this.forward = new PackedArrays(twin.kernels(), KernelKind.FORWARD, KernelKind.BIASED_SUM);
    this.backwardData = new PackedArrays(twin.kernels(), KernelKind.BACKWARD_DATA);
    this.places = new ScratchPlaces(twin.kernels().values());
    Routines routines = new Routines();
    for (Map.Entry<KernelKind, Kernel> e : twin.kernels().entrySet()) {
      int first = firstPacked(e.getKey());
      emitters.put(
          e.getKey(), new KernelEmitter(e.getKey(), e.getValue(), first, places, strides, routines, parts, everySecond, cosines));
    }
  }

  private int firstPacked(KernelKind kind) {
    switch (kind) {
      case FORWARD:
      case BIASED_SUM:
        return forward.first(kind);
      case BACKWARD_DATA:
        return backwardData.first(kind);
      default:
        return 0;
    }
  }

  /**
   * @param name of the class
   */
  TypeSpec type(String name) {
    List<MethodSpec> methods = new ArrayList<>();
    emitters.forEach(
        (kind, emitter) -> {
          if (kind == KernelKind.FORWARD) {
            pack(PACK_FORWARD, forward, methods);
          } else if (kind == KernelKind.BACKWARD_DATA) {
            pack(PACK_BACKWARD_DATA, backwardData, methods);
          }
          methods.addAll(emitter.methods());
        });
    parts.method(array).ifPresent(methods::add);
    // Not private: Janino would reach its constructor through another one.
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .superclass(superclass)
        .addJavadoc("The kernels for $L.\n", twin.machine())
        .addFields(strides.fields())
        .addFields(everySecond.fields())
        .addFields(cosines.fields())
        .addMethod(constructor())
        .addMethods(methods)
        .build();
  }

  /** The names of the methods that run for each kernel. */
  Map<KernelKind, Set<String>> methodNames() {
    Map<KernelKind, Set<String>> names = new EnumMap<>(KernelKind.class);
    emitters.forEach((kind, emitter) -> names.put(kind, emitter.methodNames()));
    forward.packers().forEach(kind -> names.get(kind).add(PACK_FORWARD));
    backwardData.packers().forEach(kind -> names.get(kind).add(PACK_BACKWARD_DATA));
    return names;
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addStatement("super($L, $L)", twin.vectorBits(), memory())
        .build();
  }

  private CodeBlock memory() {
    CodeBlock.Builder memory = CodeBlock.builder().add("$T.none()", KernelMemory.class);
    lengths(memory, "scratch", places.common());
    lengths(memory, "threadScratch", places.own());
    lengths(memory, "forwardPacked", forward.lengths());
    lengths(memory, "backwardDataPacked", backwardData.lengths());
    if (READ_WEIGHTS.stream().anyMatch(kind -> emitters.containsKey(kind) && emitters.get(kind).readsWeights())) {
      memory.add(".readsWeights()");
    }
    return memory.build();
  }

  private static void lengths(CodeBlock.Builder memory, String name, List<Integer> lengths) {
    if (!lengths.isEmpty()) {
      memory.add(".$L($L)", name, lengths.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  private void pack(String name, PackedArrays arrays, List<MethodSpec> methods) {
    if (arrays.packers().isEmpty()) {
      return;
    }
    Scope scope = Scope.ofMethod();
    String packed = scope.names.claim(KernelEmitter.PACKED);
    String team = scope.names.claim(StatementEmitter.TEAM);
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(TypeName.VOID)
            .addParameter(array, scope.declareArray(Kernel.WEIGHTS))
            .addParameter(ArrayTypeName.of(array), packed)
            .addParameter(Team.class, team);
    arrays.packers().forEach(kind -> method.addCode(emitters.get(kind).packing(scope, packed)));
    methods.add(method.build());
  }
}
