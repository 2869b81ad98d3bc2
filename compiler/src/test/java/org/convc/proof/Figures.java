package org.convc.proof;

import java.util.List;

/** All figures, in the order of the table. */
final class Figures {

  static final List<Figure> ALL =
      List.of(
          new Figure01ReferenceLoop(),
          new Figure06Adjoint());

  private Figures() {}
}
