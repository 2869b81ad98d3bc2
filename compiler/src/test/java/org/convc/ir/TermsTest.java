package org.convc.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {

  private static final LoopVar I = new LoopVar("i");
  private static final LoopVar J = new LoopVar("j");
  private static final LoopVar K = new LoopVar("k");

  @Test
  void isTheMapOfItsTerms() {
    Terms terms = Terms.of(I).plus(Terms.of(J).times(3));
    assertEquals(Map.of(I, 1, J, 3), terms);
    assertEquals(Map.of(J, 3, I, 1).hashCode(), terms.hashCode());
    assertEquals(3, terms.get(J));
    assertNull(terms.get(K));
    assertSame(terms, Terms.copyOf(terms));
  }

  @Test
  void keepsTheOrderInWhichTermsCame() {
    Map<LoopVar, Integer> given = new LinkedHashMap<>();
    given.put(J, 2);
    given.put(I, 5);
    Terms sum = Terms.copyOf(given).plus(Terms.of(K)).plus(Terms.of(J));
    assertEquals(List.of(J, I, K), List.copyOf(sum.keySet()));
    assertEquals(List.of(3, 5, 1), List.copyOf(sum.values()));
    assertEquals(Map.of(J, 3), sum.before(I));
    assertEquals(Map.of(K, 1), sum.after(I));
  }

  @Test
  void dropsWhatCancels() {
    Terms difference = Terms.of(I).plus(Terms.of(J)).plus(Terms.of(I).times(-1));
    assertEquals(Map.of(J, 1), difference);
    assertEquals(Terms.NONE, difference.plus(Terms.of(J).times(-1)));
    assertThrows(IllegalArgumentException.class, () -> Terms.copyOf(Map.of(I, 0)));
  }

  @Test
  void doesNotOverflow() {
    Terms large = Terms.of(I).times(Integer.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> large.plus(Terms.of(I)));
    assertThrows(ArithmeticException.class, () -> large.times(2));
  }
}
