package org.convc.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AffineTest {

  private static final LoopVar I = new LoopVar("i");
  private static final LoopVar J = new LoopVar("j");

  @Test
  void readsAsItIsWritten() {
    assertEquals("2*i + j - 3", Affine.of(I).times(2).plus(Affine.of(J)).plus(-3).toString());
    assertEquals("-i + 4", Affine.of(I).times(-1).plus(4).toString());
    assertEquals("0", Affine.constant(0).toString());
  }

  @Test
  void termsThatCancelAreGone() {
    Affine sum = Affine.of(I).plus(Affine.of(J)).plus(Affine.of(I).times(-1));
    assertEquals(Affine.of(J), sum);
    assertTrue(Affine.of(I).times(0).isConstant());
    assertThrows(IllegalArgumentException.class, () -> new Affine(Map.of(I, 0), 1));
  }

  @Test
  void orderIsOnlyForPrinting() {
    assertEquals(Affine.of(I).plus(Affine.of(J)), Affine.of(J).plus(Affine.of(I)));
    assertNotEquals(Affine.of(I), Affine.of(J));
  }

  @Test
  void substitutesAnExpression() {
    Affine window = Affine.of(I).times(2).plus(1);
    assertEquals("6*j + 5", window.substitute(I, Affine.of(J).times(3).plus(2)).toString());
    assertEquals(window, window.substitute(J, Affine.constant(9)));
    Affine both = Affine.of(I).times(2).plus(Affine.of(J)).plus(1);
    assertEquals("j + 19", both.substitute(I, Affine.constant(9)).toString());
    assertEquals("3*j", both.substitute(I, Affine.of(J)).plus(-1).toString());
    assertEquals("1", both.substitute(J, Affine.of(I).times(-2)).toString());
    assertEquals(Affine.of(J).plus(Affine.of(J)), Affine.of(I).plus(Affine.of(J)).substitute(I, Affine.of(J)));
  }

  @Test
  void intervalFollowsTheSigns() {
    Affine value = Affine.of(I).times(2).plus(Affine.of(J).times(-3)).plus(1);
    assertEquals(new Interval(-5, 9), value.interval(Map.of(I, new Interval(0, 4), J, new Interval(0, 2))));
  }

  @Test
  void overflowIsNeverSilent() {
    assertThrows(ArithmeticException.class, () -> Affine.of(I).times(1 << 30).times(4));
    assertThrows(ArithmeticException.class, () -> Affine.constant(Integer.MAX_VALUE).plus(1));
    Affine large = Affine.of(I).times(1 << 30);
    assertThrows(ArithmeticException.class, () -> large.plus(large));
  }
}
