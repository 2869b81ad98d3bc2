package org.convc.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.convc.runtime.Cosines;
import org.convc.runtime.ElementType;

/** The tables of cosines that the kernels of a class use, one for each number of parts of a turn. */
final class CosineTables {

  private final ElementType type;
  private final Set<Integer> turns = new TreeSet<>();

  CosineTables(ElementType type) {
    this.type = type;
  }

  /** {@code COSINES_1024[part]} */
  Fragment entry(Fragment part, int turn) {
    turns.add(turn);
    return Fragment.of("$L[$L]", name(turn), part);
  }

  /** The tables, if any was asked for. */
  List<FieldSpec> fields() {
    boolean single = type == ElementType.FLOAT;
    TypeName array = ArrayTypeName.of(single ? TypeName.FLOAT : TypeName.DOUBLE);
    List<FieldSpec> fields = new ArrayList<>();
    for (int turn : turns) {
      fields.add(
          FieldSpec.builder(array, name(turn), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$T.$L($L)", Cosines.class, single ? "floats" : "doubles", turn)
              .build());
    }
    return fields;
  }

  private static String name(int turn) {
    return "COSINES_" + turn;
  }
}
