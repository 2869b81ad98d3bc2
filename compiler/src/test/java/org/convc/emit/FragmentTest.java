package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentTest {

  private static final TypeName MATH = ClassName.get(Math.class);

  @Test
  void fragmentsWithinEachOtherReadAsBlocksDo() {
    Fragment inner = Fragment.of("$T.abs($L)", MATH, -1);
    assertEquals("java.lang.Math.max(java.lang.Math.abs(-1), 2)", Fragment.of("$T.max($L, $L)", MATH, inner, 2).toString());
  }

  @Test
  void typesKeepTheirOrder() {
    Fragment sum = Fragment.join(List.of(Fragment.of("$T.E", MATH), Fragment.of("$T.NaN", ClassName.get(Double.class))), " + ");
    assertEquals("java.lang.Math.E + java.lang.Double.NaN", sum.toString());
    assertEquals("", Fragment.join(List.of(), ", ").toString());
  }

  @Test
  void refusesBlocksWhoseTypesWouldBecomeText() {
    assertThrows(IllegalArgumentException.class, () -> Fragment.of("$L", CodeBlock.of("$T.E", MATH)));
  }

  @Test
  void dollarSignsOfNamesStay() {
    assertEquals("f($L, $$T, $)", Fragment.of("$L($L)", "f", Fragment.of("$L, $L, $L", "$L", "$$T", "$")).toString());
  }
}
