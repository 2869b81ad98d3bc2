package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.constant;
import static org.convc.lower.Nests.scratch;
import static org.convc.lower.Nests.section;

import java.util.ArrayList;
import java.util.List;
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
import org.convc.runtime.Activation;
import org.convc.runtime.LayerKind;

/**
 * Sums over windows of single channels that are two columns apart, with neighbouring positions in the lanes of vectors, read as they lie. A
 * vector of windows from {@code o} on has two sums, of which every second lane is a window, and the others are not used:
 *
 * <pre>
 *   even[i] += x[c + i] * w[k]              c = 2*o + k * dilation - padBefore
 *   odd[i]  += x[c + lanes - 1 + i] * w[k]
 *   y[o]'lanes = even[0], even[2], ..., odd[1], odd[3], ...
 * </pre>
 *
 * <p>Vectors that reach beyond a row read a copy between zeros of the columns that they need, made for each row of windows just before; taps
 * above and below the plane are left out.
 * Every sum has the terms of {@link Definition} in their order, and others that are zero.
 */
public final class StridedWindows {

  private final Layer layer;
  private final RelationLoops loops;
  private final int lanes;
  private final Relation.Axis down;
  private final Relation.Axis along;

  private final StridedStrips strips;

  /**
   * @param layer one that {@link #suits}
   * @param lanes numbers of a vector
   */
  public StridedWindows(Layer layer, int lanes) {
    this.layer = layer;
    this.loops = new RelationLoops(layer.relation());
    this.lanes = lanes;
    this.down = StridedStrips.down(layer);
    this.along = StridedStrips.along(layer);
    this.strips = new StridedStrips(layer, lanes);
  }

  /** Whether sums over windows can be computed so: of one channel each, one or two axes, few taps, and rows of at least a vector. */
  public static boolean suits(Layer layer, int lanes) {
    return StridedStrips.suits(layer, lanes);
  }

  /** Vectors that are multiplied for one batch item. */
  public double multiplyAdds() {
    return layer.relation().windowChannels() * strips.rowsRead() * along.taps() * strips.vectors() * 2;
  }

  /** Elements that are copied for one batch item. */
  public double copied() {
    return layer.relation().windowChannels() * strips.rowsRead() * strips.columnsCopied();
  }

  /** Rows of loop bodies that load what they have just stored, for one batch item. */
  public double waits() {
    double bands = strips.bands().stream().filter(band -> band.stream().anyMatch(strip -> strip.low() < strip.high())).count();
    return bands * layer.relation().windowChannels() * down.windows();
  }

  /** Vectors that are multiplied in a row of such a body. */
  public double multiplyAddsOfRow() {
    return 2.0 * down.taps() * along.taps() * strips.bands().get(0).size();
  }

  /**
   * The kernel.
   *
   * @param kind one whose result is indexed by windows
   */
  public Kernel kernel(KernelKind kind) {
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    Tensors tensors = new Tensors(layer);
    Buffer positions = tensors.positions(convolution ? "x" : "dy", Role.INPUT);
    Buffer weights = tensors.weights("w", Role.INPUT);
    String result = kind == KernelKind.FORWARD ? "y" : kind == KernelKind.BIASED_SUM ? "z" : "dx";
    Buffer windows = tensors.windows(result, Role.OUTPUT);
    List<Buffer> arguments = new ArrayList<>(List.of(positions, weights, windows));
    List<Stmt> addend = new ArrayList<>();
    if (kind != KernelKind.BACKWARD_DATA && layer.bias()) {
      Buffer bias = tensors.bias("b", Role.INPUT);
      arguments.add(2, bias);
      addend.add(new Stmt.Let("bias", new Expr.Broadcast(new Expr.Load(new Access(bias, List.of(loops.windowChannelIndex()))), lanes)));
    }
    List<Buffer> copies = new ArrayList<>();
    if (strips.columnsCopied() > 0) {
      copies.add(scratch(positions.name() + "e", List.of("tap row", "column"), down.taps(), strips.columnsCopied()));
    }
    List<Stmt> tiles = new ArrayList<>();
    Tile tile = new Tile(kind, positions, copies, weights, windows, addend);
    strips.bands().forEach(band -> strips.runs().forEach(run -> tiles.add(tile.of(run, band))));
    Stmt body = new Stmt.ForBatch(RelationLoops.ITEM, RelationLoops.nest(List.of(loops.group(), loops.windowChannel()), new Stmt.Block(tiles)));
    return new Kernel(kind.javaName(), layer.type(), arguments, copies, List.of(), body);
  }

  private static void over(LoopVar variable, int begin, int end, Stmt body, List<Stmt> into) {
    if (begin < end) {
      into.add(new Stmt.For(variable, begin, end, 1, body));
    }
  }

  private Access data(Buffer buffer, Affine channel, Affine row, Affine column) {
    Affine item = Affine.of(RelationLoops.ITEM);
    return layer.rank() == 2 ? at(buffer, item, channel, row, column) : at(buffer, item, channel, column);
  }

  /** Computes some strips of some rows. */
  private final class Tile {

    private final KernelKind kind;
    private final Buffer positions;
    private final List<Buffer> copies;
    private final Buffer weights;
    private final Buffer windows;
    private final List<Stmt> bias;
    private final LoopVar row = new LoopVar("oy");

    /**
     * @param copies that of the edges, if there is one
     * @param bias what declares the local {@code bias}, if there is one
     */
    Tile(KernelKind kind, Buffer positions, List<Buffer> copies, Buffer weights, Buffer windows, List<Stmt> bias) {
      this.kind = kind;
      this.positions = positions;
      this.copies = copies;
      this.weights = weights;
      this.windows = windows;
      this.bias = bias;
    }

    Stmt of(StridedStrips.Run run, List<StridedStrips.Strip> band) {
      List<Stmt> body = new ArrayList<>(bias);
      for (int ky : run.taps()) {
        for (int kx = 0; kx < along.taps(); kx++) {
          body.add(new Stmt.Let(weight(ky, kx), new Expr.Broadcast(new Expr.Load(tap(ky, kx)), lanes)));
        }
      }
      List<Stmt> ofRow = new ArrayList<>();
      // What is stored is loaded as late as may be: the processor waits where one load takes what several stores have not yet written.
      List<Stmt> inner = new ArrayList<>();
      List<Stmt> later = new ArrayList<>();
      for (StridedStrips.Strip strip : band) {
        boolean apart = strip.low() < strip.high();
        if (apart) {
          run.taps().forEach(ky -> copy(strip, ky, body, ofRow));
        }
        (apart ? later : inner).addAll(sums(run, strip));
      }
      ofRow.addAll(inner);
      ofRow.addAll(later);
      body.add(new Stmt.For(row, run.begin(), run.end(), 1, new Stmt.Block(ofRow)));
      int last = band.get(band.size() - 1).window() + lanes - 1;
      String purpose = "Windows " + band.get(0).window() + " to " + last + " of a row: every second lane of two sums.";
      return section(kind.javaName() + "Rows", purpose, new Stmt.Block(body));
    }

    /**
     * The columns of one row that a strip needs a copy of.
     *
     * @param zeros what is done once, to those beyond the row
     * @param stores what is done for each row of windows, long enough before the sums that what is stored can be loaded
     */
    private void copy(StridedStrips.Strip strip, int ky, List<Stmt> zeros, List<Stmt> stores) {
      LoopVar column = new LoopVar("px");
      int width = strip.high() - strip.low();
      int begin = Math.min(width, Math.max(0, -strip.low()));
      int end = Math.max(begin, Math.min(width, along.positions() - strip.low()));
      Access target = at(copies.get(0), constant(ky), Affine.of(column).plus(strip.copied()));
      Access source = data(positions, loops.group().index(), line(ky), Affine.of(column).plus(strip.low()));
      over(column, 0, begin, new Stmt.Store(target, new Expr.Literal(0)), zeros);
      over(column, end, width, new Stmt.Store(target, new Expr.Literal(0)), zeros);
      over(column, begin, end, new Stmt.Store(target, new Expr.Load(source)), stores);
    }

    /** The row that a tap reads. */
    private Affine line(int ky) {
      return Affine.of(row).times(down.stride()).plus(ky * down.dilation() - down.padBefore());
    }

    private List<Stmt> sums(StridedStrips.Run run, StridedStrips.Strip strip) {
      String even = "e" + strip.window();
      String odd = "o" + strip.window();
      List<Stmt> steps = new ArrayList<>();
      steps.add(new Stmt.Let(even, new Expr.Broadcast(new Expr.Literal(0), lanes)));
      steps.add(new Stmt.Let(odd, new Expr.Broadcast(new Expr.Literal(0), lanes)));
      for (int ky : run.taps()) {
        for (int kx = 0; kx < along.taps(); kx++) {
          int column = strip.column() + kx * along.dilation();
          steps.add(add(even, ky, kx, strip, column));
          steps.add(add(odd, ky, kx, strip, column + lanes - 1));
        }
      }
      Expr sum = new Expr.EverySecond(new Expr.Local(even), new Expr.Local(odd));
      if (!bias.isEmpty()) {
        sum = new Expr.Add(sum, new Expr.Local("bias"));
      }
      if (kind == KernelKind.FORWARD && !layer.activation().equals(Activation.NONE)) {
        sum = new Expr.Activate(layer.activation(), sum);
      }
      steps.add(new Stmt.Store(data(windows, loops.windowChannelIndex(), Affine.of(row), constant(strip.window())), sum));
      return steps;
    }

    private Stmt add(String sum, int ky, int kx, StridedStrips.Strip strip, int column) {
      Access first =
          strips.inside(column)
              ? data(positions, loops.group().index(), line(ky), constant(column))
              : at(copies.get(0), constant(ky), constant(strip.copied() + column - strip.low()));
      return new Stmt.Assign(sum, new Expr.Fma(new Expr.Local(weight(ky, kx)), new Expr.LoadVector(first, lanes), new Expr.Local(sum)));
    }

    private Access tap(int ky, int kx) {
      List<Affine> subscripts = new ArrayList<>(List.of(loops.windowChannelIndex(), constant(0)));
      if (layer.rank() == 2) {
        subscripts.add(constant(down.weight(ky)));
      }
      subscripts.add(constant(along.weight(kx)));
      return new Access(weights, subscripts);
    }

    private static String weight(int ky, int kx) {
      return "w" + ky + "_" + kx;
    }
  }
}
