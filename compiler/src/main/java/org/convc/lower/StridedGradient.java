package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.constant;
import static org.convc.lower.Nests.divisor;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.scratch;
import static org.convc.lower.Nests.section;
import static org.convc.lower.Nests.verb;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Buffer.Role;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/**
 * The gradient of weights with neighbouring positions in the lanes of vectors, where windows are two columns apart. A tap {@code k} reads
 * column {@code 2*(o + q) + r} for window {@code o}, where {@code q} and {@code r} are quotient and rest of {@code k * dilation - padBefore}
 * by 2. So with every window written down twice, {@code u[i] = dy[i / 2]},
 *
 * <pre>
 *   s[q, i mod lanes] += x[i] * u[i - 2*q]        for all columns i
 *   dw[k] += sum over the lanes i of s[q, i], i = r modulo 2
 * </pre>
 *
 * <p>and taps of one quotient share their multiplications. Positions are read as they lie: what is copied, and padded, are the windows, which
 * are fewer. Rows that are a stride apart have sums of their own. The terms are those of {@link Definition}, and others, of positions that some
 * window reads, whose factor is a zero beside the windows; in another order.
 */
public final class StridedGradient {

  private static final int STRIDE = 2;

  /** Sums of a tile: as many leave room for what they read in 16 registers. */
  private static final int MOST_SUMS = 9;

  /** Multiply-adds of a loop body. */
  private static final int MOST_STEPS = 24;

  /** Elements of a plane and what surrounds it, which one call of a tile goes through: HotSpot compiles what is called often. */
  private static final int MOST_ELEMENTS = 1 << 18;

  private static final LoopVar ROWS = new LoopVar("iyb");
  private static final LoopVar COLUMN = new LoopVar("ix");

  private final Layer layer;
  private final Relation relation;
  private final int lanes;
  private final RelationLoops loops;
  private final Relation.Axis down;
  private final Relation.Axis along;
  private final List<Integer> quotients;
  private final Buffer positions;
  private final Buffer windows;
  private final Buffer gradient;
  private final Buffer twice;
  private final Buffer sums;

  /** Zeros in front of the rows of {@link #twice}, and of each of its columns. */
  private final int rowsBefore;

  private final int columnsBefore;

  private StridedGradient(Layer layer, int lanes) {
    this.layer = layer;
    this.relation = layer.relation();
    this.lanes = lanes;
    this.loops = new RelationLoops(relation);
    this.down = StridedStrips.down(layer);
    this.along = StridedStrips.along(layer);
    this.quotients = quotients(along);
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    Tensors tensors = new Tensors(layer);
    this.positions = tensors.positions(convolution ? "x" : "dy", Role.INPUT);
    this.windows = tensors.windows(convolution ? "dy" : "x", Role.INPUT);
    this.gradient = tensors.weights("dw", Role.OUTPUT);
    List<Integer> rowQuotients = quotients(down);
    this.rowsBefore = Math.max(0, rowQuotients.get(rowQuotients.size() - 1));
    this.columnsBefore = STRIDE * Math.max(0, quotients.get(quotients.size() - 1));
    int rows = rowsBefore + Math.max(down.windows(), down.positions() / down.stride() - rowQuotients.get(0));
    int columns = columnsBefore + Math.max(STRIDE * along.windows(), along.positions() - STRIDE * quotients.get(0));
    int pitch = Nests.ceil(columns, lanes) * lanes;
    this.twice = scratch(windows.name() + "2", List.of("row", "column"), rows, pitch);
    this.sums = scratch("dwt", List.of("ky", "quotient", "lane"), down.taps(), quotients.size(), lanes);
  }

  /**
   * Whether the gradient can be computed so: of one or two axes, with a stride of 2 along rows that are whole vectors, and with as many rows
   * in each residue of the stride across them. Every position that stands beside one of a tap must have a window that reads it: an infinite one
   * would reach the gradient with a zero as its factor.
   */
  public static boolean suits(Layer layer, int lanes) {
    if (layer.rank() > 2 || StridedStrips.along(layer).stride() != STRIDE || lanes % STRIDE != 0 || StridedStrips.along(layer).taps() > STRIDE * MOST_SUMS) {
      return false;
    }
    return extent(StridedStrips.down(layer)) * extent(StridedStrips.along(layer)) <= MOST_ELEMENTS && StridedStrips.along(layer).positions() % lanes == 0
        && StridedStrips.down(layer).positions() % StridedStrips.down(layer).stride() == 0 && quotients(StridedStrips.along(layer)).size() <= MOST_SUMS
        && readsAll(StridedStrips.down(layer)) && readsAll(StridedStrips.along(layer));
  }

  /** Whether some window reads each position of the residues that have taps. */
  private static boolean readsAll(Relation.Axis axis) {
    BitSet residues = new BitSet();
    BitSet read = new BitSet(axis.positions());
    for (int tap = 0; tap < axis.taps(); tap++) {
      residues.set(rest(axis, tap));
      for (int window = 0; window < axis.windows(); window++) {
        int position = axis.stride() * (window + quotient(axis, tap)) + rest(axis, tap);
        if (position >= 0 && position < axis.positions()) {
          read.set(position);
        }
      }
    }
    return IntStream.range(0, axis.positions()).allMatch(i -> read.get(i) || !residues.get(i % axis.stride()));
  }

  /** What is read along an axis, of positions or of windows between zeros; in double, for sizes may be large. */
  private static double extent(Relation.Axis axis) {
    return axis.positions() + Math.abs((double) axis.padBefore()) + (double) STRIDE * axis.windows() + (double) axis.taps() * axis.dilation();
  }

  /** Vectors that are multiplied for one channel of the windows and one of the positions. */
  public static long multiplyAdds(Layer layer, int lanes) {
    Relation.Axis down = StridedStrips.down(layer);
    return (long) (down.positions() / down.stride()) * down.taps() * (StridedStrips.along(layer).positions() / lanes) * quotients(StridedStrips.along(layer)).size();
  }

  /** How many sums there are for one channel of the windows and one of the positions. */
  public static int sums(Layer layer) {
    return StridedStrips.down(layer).taps() * quotients(StridedStrips.along(layer)).size();
  }

  /** The gradient of a layer that {@link #suits}. */
  public static Kernel kernel(Layer layer, int lanes) {
    return new StridedGradient(layer, lanes).kernel();
  }

  private static int quotient(Relation.Axis axis, int tap) {
    return Math.floorDiv(tap * axis.dilation() - axis.padBefore(), axis.stride());
  }

  private static int rest(Relation.Axis axis, int tap) {
    return Math.floorMod(tap * axis.dilation() - axis.padBefore(), axis.stride());
  }

  /** Those of all taps, ascending. */
  private static List<Integer> quotients(Relation.Axis axis) {
    return IntStream.range(0, axis.taps()).map(tap -> quotient(axis, tap)).distinct().boxed().toList();
  }

  private Kernel kernel() {
    List<RelationLoops.Loop> weights = new ArrayList<>(List.of(loops.group(), loops.windowChannel(), loops.positionChannel()));
    weights.addAll(loops.taps());
    List<Affine> element = new ArrayList<>(List.of(loops.windowChannelIndex(), loops.positionChannel().index()));
    loops.taps().forEach(tap -> element.add(tap.index()));
    Stmt zero = RelationLoops.nest(weights, new Stmt.Store(new Access(gradient, element), new Expr.Literal(0)));
    List<Stmt> ofChannels = new ArrayList<>();
    int together = Math.max(1, MOST_SUMS / quotients.size());
    int tiles = Nests.ceil(down.taps(), together);
    int rows = Nests.ceil(down.taps(), tiles);
    for (int first = 0; first < down.taps(); first += rows) {
      ofChannels.add(tile(first, Math.min(down.taps(), first + rows)));
    }
    ofChannels.add(added());
    Stmt ofWindows = Stmt.Block.of(repeated(), RelationLoops.nest(List.of(loops.positionChannel()), new Stmt.Block(ofChannels)));
    Stmt sum = Stmt.Block.of(cleared(), RelationLoops.nest(List.of(loops.group(), loops.windowChannel()), ofWindows));
    Stmt body = Stmt.Block.of(zero, new Stmt.ForBatch(RelationLoops.ITEM, sum));
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    List<Buffer> arguments = convolution ? List.of(positions, windows, gradient) : List.of(windows, positions, gradient);
    return new Kernel(KernelKind.BACKWARD_WEIGHTS.javaName(), layer.type(), arguments, List.of(twice, sums), List.of(), body);
  }

  private Stmt cleared() {
    LoopVar row = new LoopVar("py");
    LoopVar column = new LoopVar("px");
    Stmt zero = new Stmt.Store(at(twice, Affine.of(row), Affine.of(column)), new Expr.Literal(0));
    List<RelationLoops.Loop> all = List.of(loop(row, twice.axes().get(0).extent()), loop(column, twice.axes().get(1).extent()));
    return section(verb("clear", twice.name()), "Sets " + twice.name() + " to zero.", RelationLoops.nest(all, zero));
  }

  /** Writes every window of a channel down twice. */
  private Stmt repeated() {
    int last = layer.rank() - 1;
    Affine row = last > 0 ? loops.windows().get(0).index() : constant(0);
    Affine column = loops.windows().get(last).index();
    List<Affine> subscripts = new ArrayList<>(List.of(Affine.of(RelationLoops.ITEM), loops.windowChannelIndex()));
    loops.windows().forEach(window -> subscripts.add(window.index()));
    Expr window = new Expr.Load(new Access(windows, subscripts));
    Access first = at(twice, row.plus(rowsBefore), column.times(STRIDE).plus(columnsBefore));
    Access second = at(twice, row.plus(rowsBefore), column.times(STRIDE).plus(columnsBefore + 1));
    Stmt both = Stmt.Block.of(new Stmt.Store(first, window), new Stmt.Store(second, window));
    String purpose = "Copies a channel of " + windows.name() + ", every element twice, between zeros.";
    return section(verb("repeat", windows.name()), purpose, RelationLoops.nest(loops.windows(), both));
  }

  /** The sums of some rows of taps. */
  private Stmt tile(int firstTap, int endTap) {
    int rowsOfResidue = down.positions() / down.stride();
    int sumsOfTile = (endTap - firstTap) * quotients.size();
    int together = divisor(rowsOfResidue, Math.min(4, Math.max(1, MOST_STEPS / sumsOfTile)));
    List<Stmt> body = new ArrayList<>();
    List<Stmt> stores = new ArrayList<>();
    for (int tap = firstTap; tap < endTap; tap++) {
      for (int q = 0; q < quotients.size(); q++) {
        body.add(new Stmt.Let(name(tap, q), new Expr.Broadcast(new Expr.Literal(0), lanes)));
        stores.add(new Stmt.Store(at(sums, constant(tap), constant(q), constant(0)), new Expr.Local(name(tap, q))));
      }
    }
    List<Stmt> steps = new ArrayList<>();
    Set<String> loaded = new HashSet<>();
    for (int row = 0; row < together; row++) {
      for (int residue = 0; residue < down.stride(); residue++) {
        for (int tap = firstTap; tap < endTap; tap++) {
          if (rest(down, tap) == residue) {
            steps(Affine.of(ROWS).times(together), row, tap, loaded, steps);
          }
        }
      }
    }
    Stmt columns = new Stmt.For(COLUMN, 0, along.positions(), lanes, new Stmt.Block(steps));
    body.add(RelationLoops.nest(List.of(loop(ROWS, rowsOfResidue / together)), columns));
    body.addAll(stores);
    String which = endTap - firstTap == 1 ? "a row" : endTap - firstTap + " rows";
    String purpose = "What " + which + " of taps add up, positions of both residues in turn in the lanes.";
    return section(KernelKind.BACKWARD_WEIGHTS.javaName() + "Rows", purpose, new Stmt.Block(body));
  }

  /**
   * What one row of positions adds to the sums of a row of taps.
   *
   * @param first the first row of the loop body, of those of one residue
   * @param row from there on
   * @param loaded the locals that there are; each vector is loaded just before it is first needed
   */
  private void steps(Affine first, int row, int tap, Set<String> loaded, List<Stmt> into) {
    List<Affine> subscripts = new ArrayList<>(List.of(Affine.of(RelationLoops.ITEM), loops.positionChannelIndex()));
    int line = row * down.stride() + rest(down, tap);
    if (layer.rank() > 1) {
      subscripts.add(first.times(down.stride()).plus(line));
    }
    subscripts.add(Affine.of(COLUMN));
    Expr position = local(positions.name() + line, new Access(positions, subscripts), loaded, into);
    int windowRow = row + rowsBefore - quotient(down, tap);
    for (int q = 0; q < quotients.size(); q++) {
      Affine column = Affine.of(COLUMN).plus(columnsBefore - STRIDE * quotients.get(q));
      Expr window = local(windows.name() + windowRow + "_" + q, at(twice, first.plus(windowRow), column), loaded, into);
      into.add(new Stmt.Assign(name(tap, q), new Expr.Fma(position, window, new Expr.Local(name(tap, q)))));
    }
  }

  private Expr local(String name, Access access, Set<String> loaded, List<Stmt> into) {
    if (loaded.add(name)) {
      into.add(new Stmt.Let(name, new Expr.LoadVector(access, lanes)));
    }
    return new Expr.Local(name);
  }

  private static String name(int tap, int quotient) {
    return "a" + tap + "_" + quotient;
  }

  /** Adds up those lanes of each sum that belong to a tap. */
  private Stmt added() {
    List<Stmt> stores = new ArrayList<>();
    for (int ky = 0; ky < down.taps(); ky++) {
      for (int kx = 0; kx < along.taps(); kx++) {
        List<Affine> subscripts = new ArrayList<>(List.of(loops.windowChannelIndex(), loops.positionChannel().index()));
        if (layer.rank() > 1) {
          subscripts.add(constant(down.weight(ky)));
        }
        subscripts.add(constant(along.weight(kx)));
        Access weight = new Access(gradient, subscripts);
        Expr sum = pairwise(ky, quotients.indexOf(quotient(along, kx)), rest(along, kx), lanes / STRIDE);
        stores.add(new Stmt.Store(weight, new Expr.Add(new Expr.Load(weight), sum)));
      }
    }
    return section(verb("addLanes", sums.name()), "Adds up the lanes of each tap.", new Stmt.Block(stores));
  }

  /** The sum of {@code count} lanes, every second one from {@code first} on. */
  private Expr pairwise(int tap, int quotient, int first, int count) {
    if (count == 1) {
      return new Expr.Load(at(sums, constant(tap), constant(quotient), constant(first)));
    }
    int half = count / 2;
    return new Expr.Add(pairwise(tap, quotient, first, half), pairwise(tap, quotient, first + STRIDE * half, count - half));
  }
}
