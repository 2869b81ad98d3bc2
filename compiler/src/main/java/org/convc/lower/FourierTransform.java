package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.constant;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.of;
import static org.convc.lower.Nests.section;
import static org.convc.lower.Nests.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The Fourier transform of a tile of real numbers as loop nests, and its inverse, without its factor.
 *
 * <p>A tile of {@code 2 n} numbers is a polynomial modulo {@code x^2n + 1}. Over the complex numbers {@code x^n = i} and {@code x^n = -i} are
 * its two halves, the second of which is the conjugate of the first, so the tile is as good as the {@code n} complex numbers
 * {@code a[j] + i a[j + n]}: no result is computed twice, and none is real. Products are those of polynomials, but for the sign of what
 * goes around the end, which convolutions by parts never use.
 *
 * <p>A stage of radix r takes each polynomial modulo {@code x^rm - z^r} to r of them modulo {@code x^m - z w^c}, {@code w} being the r-th
 * root of unity: parts of length m, the l-th times {@code z^l}, are transformed among themselves. Polynomial {@code k} of a stage becomes
 * {@code k, k + count, ...} of the next, so that roots are in order everywhere and nothing is ever permuted (Stockham).
 *
 * <p>Neighbours become the lanes of vectors. So the tile is a matrix, the stages of whose rows have whole rows in the lanes; then it is
 * transposed, and the stages of the columns follow. For a plane that is its transform along both axes; for a line the columns are the last
 * stages of the same transform, whose roots differ from lane to lane.
 */
final class FourierTransform {

  private static final LoopVar NODE = new LoopVar("node");
  private static final int[] RADICES = {4, 5, 3, 2};

  /** Numbers behind each plane, so that both parts of a number do not share a set of the cache. */
  private static final int ROOM = 16;

  /** Where the real parts, 0, and the imaginary parts, 1, of complex numbers are, which are counted in blocks of lanes. */
  interface Place {
    Access at(int part, Affine block, Affine lane);
  }

  private final int rows;
  private final int columns;
  private final int lanes;
  private final boolean line;
  private final List<FourierStage> stages = new ArrayList<>();
  private final List<Buffer> tables = new ArrayList<>();
  private final int stagesOfRows;

  /**
   * @param rows of complex numbers, half of those of real ones
   * @param line whether rows follow each other as one line
   */
  FourierTransform(int rows, int columns, int lanes, boolean line) {
    this.rows = rows;
    this.columns = columns;
    this.lanes = lanes;
    this.line = line;
    int count = 1;
    int rest = rows;
    for (int radix : radices(rows)) {
      rest /= radix;
      stages.add(new FourierStage(count, radix, rest * columns, 1, rows, false, lanes));
      count *= radix;
    }
    this.stagesOfRows = stages.size();
    count = line ? rows : 1;
    rest = columns;
    for (int radix : radices(columns)) {
      rest /= radix;
      stages.add(new FourierStage(count, radix, line ? rest : rest * rows, line ? 1 : 0, line ? rows * columns : columns, line, lanes));
      if (line) {
        tables.add(Nests.scratch("roots" + (tables.size() + 1), List.of("power", "part", "root"), radix - 1, 2, count));
      }
      count *= radix;
    }
  }

  /** The radices of the stages for a size; empty for one that has none. */
  static List<Integer> radices(int size) {
    List<Integer> radices = new ArrayList<>();
    int rest = size;
    for (int radix : RADICES) {
      for (; rest % radix == 0; rest /= radix) {
        radices.add(radix);
      }
    }
    Collections.reverse(radices);
    return rest == 1 ? radices : List.of();
  }

  /** Complex numbers of a tile. */
  int size() {
    return rows * columns;
  }

  /** A buffer for what is between two stages. */
  Buffer between(String name) {
    return Nests.scratch(name, List.of("part", "position"), 2, size() + ROOM);
  }

  /** A buffer of tiles, one for each pair of subscripts, as {@link #between} has one. */
  Buffer between(String name, String first, int count, String second, int secondCount) {
    return Nests.scratch(name, List.of(first, second, "part", "position"), count, secondCount, 2, size() + ROOM);
  }

  Place flat(Buffer buffer) {
    return (part, block, lane) -> at(buffer, constant(part), block.times(lanes).plus(lane));
  }

  /** The tables that the last stages of a line read, and the statements that fill them. */
  Stmt tables(List<Buffer> scratch) {
    List<Stmt> statements = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      Buffer table = tables.get(i);
      FourierStage stage = stages.get(stagesOfRows + i);
      for (int l = 1; l < stage.radix(); l++) {
        Butterfly.Complex root = stage.root(l, of(NODE));
        Stmt cosine = new Stmt.Store(at(table, constant(l - 1), constant(0), of(NODE)), root.re());
        Stmt sine = new Stmt.Store(at(table, constant(l - 1), constant(1), of(NODE)), root.im());
        statements.add(Stmt.For.of(NODE, stage.count(), cosine));
        statements.add(Stmt.For.of(NODE, stage.count(), sine));
      }
    }
    scratch.addAll(tables);
    return statements.isEmpty()
        ? Stmt.Block.of()
        : section("fillRoots", "The roots by which neighbouring polynomials are multiplied.", new Stmt.Block(statements));
  }

  /**
   * From a tile to its spectrum.
   *
   * @param name of the tensor
   * @param planes 3 where the target has a third part, the negative real parts
   */
  Stmt forward(String name, Place source, Place target, int planes, List<Buffer> scratch) {
    Pair pair = new Pair(name, scratch);
    List<Stmt> statements = new ArrayList<>();
    Place from = source;
    for (int i = 0; i < stages.size(); i++) {
      if (i == stagesOfRows) {
        Place to = pair.next();
        statements.add(transposed(name, from, to, rows, columns));
        from = to;
      }
      boolean last = i == stages.size() - 1;
      Place to = last ? target : pair.next();
      statements.add(forward(name, i, from, to, last ? planes : 2));
      from = to;
    }
    return new Stmt.Block(statements);
  }

  /** From a spectrum to the tile, times {@link #size}. */
  Stmt inverse(String name, Place source, Place target, List<Buffer> scratch) {
    Pair pair = new Pair(name, scratch);
    List<Stmt> statements = new ArrayList<>();
    Place from = source;
    for (int i = stages.size() - 1; i >= 0; i--) {
      Place to = i == 0 ? target : pair.next();
      statements.add(inverse(name, i, from, to));
      from = to;
      if (i == stagesOfRows) {
        to = pair.next();
        statements.add(transposed(name, from, to, columns, rows));
        from = to;
      }
    }
    return new Stmt.Block(statements);
  }

  private Stmt forward(String name, int number, Place source, Place target, int planes) {
    FourierStage stage = stages.get(number);
    Butterfly lines = new Butterfly(false);
    List<Butterfly.Complex> parts = new ArrayList<>();
    for (int l = 0; l < stage.radix(); l++) {
      Butterfly.Complex part = loaded(lines, source, stage.before(l));
      parts.add(l == 0 || stage.isTrivial() ? part : lines.turned(part, rootOf(lines, number, l)));
    }
    List<Butterfly.Complex> results = lines.transform(parts);
    List<Stmt> body = new ArrayList<>(lines.lines());
    for (int c = 0; c < stage.radix(); c++) {
      stored(body, target, stage.after(c), results.get(c), planes);
    }
    return nest("transform", name, number, body);
  }

  private Stmt inverse(String name, int number, Place source, Place target) {
    FourierStage stage = stages.get(number);
    Butterfly lines = new Butterfly(true);
    List<Butterfly.Complex> parts = new ArrayList<>();
    for (int c = 0; c < stage.radix(); c++) {
      parts.add(loaded(lines, source, stage.after(c)));
    }
    List<Butterfly.Complex> results = lines.transform(parts);
    List<Butterfly.Complex> turned = new ArrayList<>();
    for (int l = 0; l < stage.radix(); l++) {
      turned.add(l == 0 || stage.isTrivial() ? results.get(l) : lines.turned(results.get(l), rootOf(lines, number, l)));
    }
    List<Stmt> body = new ArrayList<>(lines.lines());
    for (int l = 0; l < stage.radix(); l++) {
      stored(body, target, stage.before(l), turned.get(l), 2);
    }
    return nest("invert", name, number, body);
  }

  private Butterfly.Complex loaded(Butterfly lines, Place source, Affine block) {
    Affine lane = of(FourierDefinition.LANE);
    return lines.named(new Expr.Load(source.at(0, block, lane)), new Expr.Load(source.at(1, block, lane)));
  }

  private static void stored(List<Stmt> body, Place target, Affine block, Butterfly.Complex value, int planes) {
    body.add(new Stmt.Store(target.at(0, block, of(FourierDefinition.LANE)), value.re()));
    body.add(new Stmt.Store(target.at(1, block, of(FourierDefinition.LANE)), value.im()));
    if (planes == 3) {
      body.add(new Stmt.Store(target.at(2, block, of(FourierDefinition.LANE)), new Expr.Subtract(new Expr.Literal(0), value.re())));
    }
  }

  /** The root that part {@code l} is multiplied by: a local around the loop, or from lane to lane another. */
  private Butterfly.Complex rootOf(Butterfly lines, int number, int l) {
    if (!stages.get(number).along()) {
      return new Butterfly.Complex(new Expr.Local("cos" + l), new Expr.Local("sin" + l));
    }
    Buffer table = tables.get(number - stagesOfRows);
    Affine root = stages.get(number).polynomial();
    return lines.named(
        new Expr.Load(at(table, constant(l - 1), constant(0), root)), new Expr.Load(at(table, constant(l - 1), constant(1), root)));
  }

  private Stmt nest(String verb, String name, int number, List<Stmt> body) {
    FourierStage stage = stages.get(number);
    List<Stmt> start = new ArrayList<>();
    for (int l = 1; l < stage.radix() && !stage.isTrivial() && !stage.along(); l++) {
      Butterfly.Complex root = stage.root(l, stage.polynomial());
      start.add(new Stmt.Let("cos" + l, root.re()));
      start.add(new Stmt.Let("sin" + l, root.im()));
    }
    String of = verb.equals("invert") ? "the inverse transform" : "the transform";
    String purpose = "Some butterflies of a stage of " + of + " of " + name + ", radix " + stage.radix() + ".";
    return stage.nest(verb(verb, name), purpose, start, body);
  }

  /** Columns of a matrix become rows, by squares of as many as there are lanes. */
  private Stmt transposed(String name, Place source, Place target, int height, int width) {
    LoopVar row = new LoopVar("r");
    LoopVar column = new LoopVar("c");
    LoopVar rowBlock = new LoopVar("rb");
    LoopVar columnBlock = new LoopVar("cb");
    List<Stmt> parts = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      Access from = source.at(part, of(rowBlock).times(lanes).plus(of(row)).times(width / lanes).plus(of(columnBlock)), of(column));
      Access to = target.at(part, of(columnBlock).times(lanes).plus(of(column)).times(height / lanes).plus(of(rowBlock)), of(row));
      parts.add(
          RelationLoops.nest(
              List.of(loop(columnBlock, width / lanes), loop(column, lanes), loop(row, lanes)), new Stmt.Store(to, new Expr.Load(from))));
    }
    String purpose = "Makes columns of some rows of " + name + ".";
    return Stmt.For.of(rowBlock, height / lanes, section(verb("transpose", name), purpose, new Stmt.Block(parts)));
  }

  /** Two buffers by turns. */
  private final class Pair {
    private final List<Buffer> buffers;
    private int next;

    Pair(String name, List<Buffer> scratch) {
      buffers = List.of(between(name + "1"), between(name + "2"));
      scratch.addAll(buffers);
    }

    Place next() {
      return flat(buffers.get(next++ % 2));
    }
  }
}
