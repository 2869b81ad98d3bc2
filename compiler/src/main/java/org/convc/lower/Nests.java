package org.convc.lower;

import java.util.List;
import java.util.stream.IntStream;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** Short forms for writing loop nests down. */
final class Nests {

  private Nests() {}

  static Affine of(LoopVar variable) {
    return Affine.of(variable);
  }

  static Affine constant(int value) {
    return Affine.constant(value);
  }

  static Access at(Buffer buffer, Affine... subscripts) {
    return new Access(buffer, List.of(subscripts));
  }

  static Buffer scratch(String name, List<String> labels, Integer... extents) {
    return Buffer.rowMajor(name, Buffer.Role.SCRATCH, false, labels, List.of(extents));
  }

  static RelationLoops.Loop loop(LoopVar variable, int extent) {
    return new RelationLoops.Loop(variable, extent);
  }

  static Stmt section(String name, String purpose, Stmt body) {
    return new Stmt.Section(name, purpose, body);
  }

  /** {@code transformX} of {@code transform} and {@code x}. */
  static String verb(String verb, String buffer) {
    return verb + Character.toUpperCase(buffer.charAt(0)) + buffer.substring(1);
  }

  /** The largest divisor of {@code count} that is at most {@code most}, which is positive. */
  static int divisor(int count, int most) {
    return IntStream.iterate(Math.min(count, most), d -> d - 1).filter(d -> count % d == 0).findFirst().orElseThrow();
  }

  static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
