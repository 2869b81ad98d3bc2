package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void holdsItsSizes() {
    int[] sizes = {3, 5, 7};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.toArray()[1] = 9;
    assertArrayEquals(new int[] {3, 5, 7}, shape.toArray());
    assertEquals(3, shape.rank());
    assertEquals(7, shape.size(2));
    assertEquals(105, shape.elements());
    assertEquals("3 x 5 x 7", shape.toString());
    assertEquals(Shape.of(3, 5, 7), shape);
    assertEquals(Shape.of(3, 5, 7).hashCode(), shape.hashCode());
    assertNotEquals(Shape.of(5, 3, 7), shape);
  }

  @Test
  void fitsInAnArray() {
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE, 1).elements());
    int[][] wrong = {{0}, {-1}, {3, 0, 4}, {46341, 46341}, {-1, -1},
      {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}};
    for (int[] sizes : wrong) {
      assertThrows(IllegalArgumentException.class, () -> Shape.of(sizes));
    }
  }
}
