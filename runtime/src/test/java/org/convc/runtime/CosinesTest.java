package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Tables of cosines: right to the last place but one, and exactly symmetric. */
class CosinesTest {

  @Test
  void quartersAndEighthsAreExact() {
    double[] quarters = {1, 0, -1, 0, 1, 0};
    double[] eighths = {1, Math.sqrt(0.5), 0, -Math.sqrt(0.5), -1};
    for (int i = 0; i < quarters.length; i++) {
      assertEquals(quarters[i], Cosines.of(i, 4) + 0.0);
    }
    for (int i = 0; i < eighths.length; i++) {
      assertEquals(eighths[i], Cosines.of(i, 8) + 0.0, 0x1p-53);
    }
  }

  @Test
  void everyPartIsCloseAndSymmetric() {
    for (int turn : new int[] {4, 12, 20, 60, 4096, 11520}) {
      for (int part = 0; part < Cosines.length(turn); part++) {
        double cosine = Cosines.of(part, turn);
        assertEquals(Math.cos(2 * Math.PI * part / turn), cosine, 4e-15, part + " of " + turn);
        assertEquals(-cosine + 0.0, Cosines.of(part + turn / 2, turn) + 0.0, part + " of " + turn);
        assertEquals(cosine + 0.0, Cosines.of((long) 2 * turn - part, turn) + 0.0, part + " of " + turn);
        double sine = Cosines.of((long) turn + turn / 4 - (part % turn), turn);
        assertEquals(1, cosine * cosine + sine * sine, 0x1p-51, part + " of " + turn);
      }
    }
  }

  @Test
  void tablesAreRoundedOnce() {
    float[] floats = Cosines.floats(240);
    double[] doubles = Cosines.doubles(240);
    assertEquals(301, floats.length);
    assertEquals(301, doubles.length);
    for (int part = 0; part < floats.length; part++) {
      assertEquals((float) doubles[part], floats[part]);
    }
  }

  @Test
  void partsOfNoTurnAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Cosines.of(0, 6));
    assertThrows(IllegalArgumentException.class, () -> Cosines.of(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Cosines.of(-1, 4));
  }
}
