package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.convc.ir.CompilerDefect;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;

class LiteralsTest {

  @Test
  void typedAndShort() {
    assertEquals("0f", Literals.of(ElementType.FLOAT, 0).toString());
    assertEquals("-0f", Literals.of(ElementType.FLOAT, -0d).toString());
    assertEquals("0d", Literals.of(ElementType.DOUBLE, 0).toString());
    assertEquals("-6f", Literals.of(ElementType.FLOAT, -6).toString());
    assertEquals("0.01f", Literals.of(ElementType.FLOAT, 0.01).toString());
    assertEquals("0.1d", Literals.of(ElementType.DOUBLE, 0.1).toString());
    assertEquals("1E-10d", Literals.of(ElementType.DOUBLE, 1e-10).toString());
    assertEquals("1.4E-45f".length(), Literals.of(ElementType.FLOAT, Float.MIN_VALUE).toString().length() + 2);
    // Double.toString has a digit too many before Java 19.
    assertEquals("2E+23d", Literals.of(ElementType.DOUBLE, 2e23).toString());
  }

  @Test
  void readBackTheSame() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double d = Double.longBitsToDouble(random.nextLong());
      float f = Float.intBitsToFloat(random.nextInt());
      if (Double.isFinite(d)) {
        assertEquals(d, Double.parseDouble(Literals.of(ElementType.DOUBLE, d).toString()));
      }
      if (Float.isFinite(f)) {
        assertEquals(f, Float.parseFloat(Literals.of(ElementType.FLOAT, f).toString()));
      }
    }
  }

  @Test
  void onlyFiniteNumbers() {
    assertThrows(CompilerDefect.class, () -> Literals.of(ElementType.FLOAT, Double.NaN));
    assertThrows(CompilerDefect.class, () -> Literals.of(ElementType.FLOAT, 1e300));
  }
}
