package org.convc.lower;

import static org.convc.lower.Nests.divisor;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.of;

import java.util.List;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * One stage of a {@link FourierTransform}: what it reads and writes, in blocks of lanes, and by which roots it multiplies.
 *
 * <p>Lanes are neighbouring coefficients, and the roots of a polynomial are the same for all of them. Or, for the last stages of a line, they
 * are neighbouring polynomials, each with roots of its own.
 *
 * @param count polynomials before it
 * @param rest length of a polynomial after it
 * @param quarter 1 where the first polynomial of all is modulo {@code x^n - i}, 0 for {@code x^n - 1}
 * @param roots how many polynomials there are after the last stage
 * @param along whether lanes are neighbouring polynomials
 */
record FourierStage(int count, int radix, int rest, int quarter, int roots, boolean along, int lanes) {

  private static final LoopVar OUTER_BLOCK = new LoopVar("ib");
  private static final LoopVar OUTER = new LoopVar("i");
  private static final LoopVar INNER_BLOCK = new LoopVar("jb");
  private static final LoopVar INNER = new LoopVar("j");

  /** Steps of a section: C2 compiles well what is called often, and badly what loops for long when it is called first. */
  private static final int STEPS = 64;

  /** Whether all roots are 1. */
  boolean isTrivial() {
    return quarter == 0 && count == 1;
  }

  /** The block of part {@code l} of a polynomial, before the stage. */
  Affine before(int l) {
    return along
        ? outer().plus(l * rest).times(count / lanes).plus(inner())
        : outer().times(radix).plus(l).times(rest / lanes).plus(inner());
  }

  /** The block of polynomial {@code c} of those that the stage makes of one. */
  Affine after(int c) {
    return along
        ? outer().times(radix).plus(c).times(count / lanes).plus(inner())
        : outer().plus(c * count).times(rest / lanes).plus(inner());
  }

  /** The polynomial: one for all lanes, or the one of a lane. */
  Affine polynomial() {
    return along ? inner().times(lanes).plus(of(FourierDefinition.LANE)) : outer();
  }

  /** What part {@code l} of a polynomial is multiplied by. */
  Butterfly.Complex root(int l, Affine polynomial) {
    int turn = 4 * roots;
    Affine angle = polynomial.times(4).plus(quarter).times(l * (roots / (count * radix)));
    return new Butterfly.Complex(new Expr.Cosine(angle, turn), new Expr.Cosine(angle.times(-1).plus(turn + turn / 4), turn));
  }

  /**
   * The loops of the stage, around sections of a few dozen steps.
   *
   * @param start what is done for a polynomial before its steps
   * @param body a step
   */
  Stmt nest(String name, String purpose, List<Stmt> start, List<Stmt> body) {
    Stmt steps = RelationLoops.nest(List.of(loop(INNER, innerTogether()), loop(FourierDefinition.LANE, lanes)), new Stmt.Block(body));
    Stmt polynomials = Stmt.For.of(OUTER, outerTogether(), Stmt.Block.of(new Stmt.Block(start), steps));
    return RelationLoops.nest(
        List.of(loop(OUTER_BLOCK, outers() / outerTogether()), loop(INNER_BLOCK, inners() / innerTogether())),
        Nests.section(name, purpose, polynomials));
  }

  private int outers() {
    return along ? rest : count;
  }

  private int inners() {
    return (along ? count : rest) / lanes;
  }

  private int innerTogether() {
    return divisor(inners(), STEPS);
  }

  private int outerTogether() {
    return divisor(outers(), Math.max(1, STEPS / innerTogether()));
  }

  private Affine outer() {
    return of(OUTER_BLOCK).times(outerTogether()).plus(of(OUTER));
  }

  private Affine inner() {
    return of(INNER_BLOCK).times(innerTogether()).plus(of(INNER));
  }
}
