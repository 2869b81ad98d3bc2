package org.convc.proof;

import java.util.List;

/** All figures, in the order of the table. */
final class Figures {

  static final List<Figure> ALL =
      List.of(
          new Figure01ReferenceLoop(),
          new Figure02Accuracy(),
          new Figure03Shapes(),
          new Figure04Gradients(),
          new Figure05Onnx(),
          new Figure06Adjoint(),
          new Figure07FieldBugs(),
          new Figure08Agreement(),
          new Figure10HostileSizes(),
          new Figure11HostileText(),
          new Figure12MethodSizes(),
          new Figure13Unloading(),
          new Figure14Concurrency(),
          new Figure15Determinism(),
          new Figure16DamagedFiles(),
          new Figure17Faults());

  private Figures() {}
}
