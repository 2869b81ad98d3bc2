package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.junit.jupiter.api.Test;

class MergedLoopsTest {

  private static final LoopVar KY = new LoopVar("ky");
  private static final LoopVar KX = new LoopVar("kx");
  private static final LoopVar IC = new LoopVar("ic");

  /** A copy with the channels of a position side by side. */
  private static final Buffer X =
      Buffer.ordered("xp", Buffer.Role.SCRATCH, false, List.of("channel", "row", "column"), List.of(3, 9, 9), List.of(1, 2, 0));

  @Test
  void channelsOfNeighbouringTapsAreOneLoop() {
    Stmt merged = MergedLoops.in(nest(1, 7));
    assertEquals(Stmt.For.of(KY, 7, Stmt.For.of(IC, 21, term(Affine.of(IC), Affine.of(KY), Affine.constant(0)))), merged);
  }

  @Test
  void tapsThatAreApartStayALoop() {
    assertEquals(nest(2, 4), MergedLoops.in(nest(2, 4)));
  }

  @Test
  void theOutermostLoopStays() {
    Stmt rows = Stmt.For.of(KX, 7, Stmt.For.of(IC, 3, term(Affine.of(IC), Affine.constant(0), Affine.of(KX))));
    assertEquals(rows, MergedLoops.in(rows));
  }

  @Test
  void vectorsKeepTheStepOfTheirElements() {
    Stmt nest = Stmt.For.of(KY, 7, Stmt.For.of(KX, 7, Stmt.For.of(IC, 3, vector(Affine.of(IC), Affine.of(KY), Affine.of(KX)))));
    Stmt merged = Stmt.For.of(KY, 7, Stmt.For.of(IC, 21, vector(Affine.of(IC), Affine.of(KY), Affine.constant(0))));
    assertEquals(merged, MergedLoops.in(nest));
  }

  private static Stmt vector(Affine channel, Affine row, Affine column) {
    return new Stmt.Assign("a", new Expr.LoadVector(new Access(X, List.of(channel, row, column)), 4, 2));
  }

  private static Stmt nest(int dilation, int taps) {
    Stmt term = term(Affine.of(IC), Affine.of(KY), Affine.of(KX).times(dilation));
    return Stmt.For.of(KY, 7, Stmt.For.of(KX, taps, Stmt.For.of(IC, 3, term)));
  }

  private static Stmt term(Affine channel, Affine row, Affine column) {
    return new Stmt.Assign("a", new Expr.Load(new Access(X, List.of(channel, row, column))));
  }
}
