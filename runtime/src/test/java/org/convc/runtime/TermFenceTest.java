package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class TermFenceTest {

  @Test
  void noElementThatIsThereEndsALoop() {
    float[] floats = new float[3];
    double[] doubles = new double[3];
    for (int i = 0; i < 3; i++) {
      assertFalse(TermFence.ends(floats, i));
      assertFalse(TermFence.ends(doubles, i));
    }
  }
}
