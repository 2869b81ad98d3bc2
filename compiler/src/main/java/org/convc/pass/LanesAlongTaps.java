package org.convc.pass;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The weights that one filter has for a block of channels, which are neighbours in memory, become one loop, so that they can be the lanes
 * of vectors. What the terms read for them is laid side by side in a panel, by rows of a few vectors, for as many windows as stay in the
 * cache: the sums rest in the result meanwhile.
 *
 * <pre>
 *   for f, c in 0..C, k in 0..K { let a = d[f, c, k]; for o { a = fma(x[c, o + k], y[f, o], a) }; d[f, c, k] = a }
 *   =>   (blocks of 4 channels, K = 2, rows of 4 weights)
 *   for cb { for o { p[0, o, 0] = x[4*cb, o]; p[0, o, 1] = x[4*cb, o + 1]; p[0, o, 2] = x[4*cb + 1, o]; ... }
 *            for j in 0..4, f, jb in 0..2 {
 *              let a = d[f, 8*cb + 4*jb + j]; for o { a = fma(p[jb, o, j], y[f, o], a) }; d[f, 8*cb + 4*jb + j] = a } }
 * </pre>
 *
 * <p>The rows are innermost: the elements of the gradient are gone through along a filter. Filters may lie a page apart, and a row is no
 * whole number of cache lines; one row for all filters after the other would write each line, and find its page, twice.
 *
 * <p>The gradient may be too large for all caches. So its elements are not set to zero in front of everything: the sums of the first item
 * begin with zero where all windows are one block; else a block of them is set to zero just before it is needed.
 */
public final class LanesAlongTaps implements Pass {

  private final LoopVar group;
  private final LoopVar filter;
  private final LoopVar channel;
  private final List<LoopVar> taps;
  private final int block;
  private final int width;
  private final int terms;

  /**
   * @param taps outermost first
   * @param block channels whose weights are neighbours, a divisor of the channels of a group
   * @param width weights of a row of the panel, a divisor of the weights of a block
   * @param terms rows of the panel that stay in the cache
   */
  public LanesAlongTaps(LoopVar group, LoopVar filter, LoopVar channel, List<LoopVar> taps, int block, int width, int terms) {
    this.group = group;
    this.filter = filter;
    this.channel = channel;
    this.taps = List.copyOf(taps);
    this.block = block;
    this.width = width;
    this.terms = terms;
  }

  /** The loop over the weights of a row of the panel. */
  public static LoopVar weight() {
    return new LoopVar("j");
  }

  private static LoopVar window() {
    return new LoopVar("o");
  }

  /** The loop over the rows of a panel, innermost of those over the weights of a block. */
  public static LoopVar rows() {
    return new LoopVar("jb");
  }

  private LoopVar blocks() {
    return new LoopVar(channel.name() + "b");
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Buffer result = kernel.arguments().get(kernel.arguments().size() - 1);
    Buffer flat = flat(result);
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    List<Stmt> body = new ArrayList<>();
    for (Stmt part : Stmt.Block.of(kernel.body()).statements()) {
      if (part instanceof Stmt.ForBatch items) {
        Stmt summed = rewrite(items, items.item(), flat, scratch);
        if (!summed.equals(items)) {
          // Every block of sums is set to zero when it is needed, and is then in the cache.
          body.removeIf(before -> Work.isClear(before) && target(before).equals(result));
        }
        body.add(summed);
      } else {
        body.add(part);
      }
    }
    Set<Buffer> read = buffers(body);
    List<Buffer> arguments =
        kernel.arguments().stream()
            .map(b -> b.equals(result) ? flat : read.contains(sideBySide(b)) ? sideBySide(b) : b)
            .toList();
    return new Kernel(
        kernel.name(),
        kernel.type(),
        arguments,
        kernel.packed(),
        scratch,
        kernel.routines(),
        kernel.packing(),
        flattened(new Stmt.Block(body), result, flat));
  }

  private static Set<Buffer> buffers(List<Stmt> statements) {
    Set<Buffer> buffers = new HashSet<>();
    statements.forEach(s -> Rewrite.loads(s, load -> {
      buffers.add(load.access().buffer());
      return load;
    }));
    return buffers;
  }

  private static Buffer target(Stmt clear) {
    return Nest.of(clear).store().orElseThrow().target().buffer();
  }

  /** The weights as filters of as many numbers as each has. */
  private static Buffer flat(Buffer weights) {
    int filters = weights.axes().get(0).extent();
    return Buffer.rowMajor(
        weights.name(), weights.role(), false, List.of("filter", "weight"), List.of(filters, weights.elements() / filters));
  }

  private static Access flattened(Access access, Buffer flat) {
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    subscripts.set(0, Affine.constant(0));
    return new Access(flat, List.of(access.subscripts().get(0), new Access(access.buffer(), subscripts).offset()));
  }

  private static Stmt flattened(Stmt s, Buffer weights, Buffer flat) {
    Stmt loaded =
        Rewrite.loads(s, load -> load.access().buffer().equals(weights) ? new Expr.Load(flattened(load.access(), flat)) : load);
    return stored(loaded, weights, flat);
  }

  private static Stmt stored(Stmt s, Buffer weights, Buffer flat) {
    if (s instanceof Stmt.Store && ((Stmt.Store) s).target().buffer().equals(weights)) {
      return new Stmt.Store(flattened(((Stmt.Store) s).target(), flat), ((Stmt.Store) s).value());
    }
    return s.mapParts(part -> stored(part, weights, flat));
  }

  private Stmt rewrite(Stmt s, LoopVar item, Buffer flat, List<Buffer> scratch) {
    return SumNest.of(s)
        .filter(SumNest::goesOn)
        .map(nest -> lanes(nest, item, flat, scratch))
        .orElseGet(() -> s.mapParts(part -> rewrite(part, item, flat, scratch)));
  }

  private Stmt lanes(SumNest nest, LoopVar item, Buffer flat, List<Buffer> scratch) {
    Access target = flattened(nest.end().target(), flat);
    Expr.Fma product = nest.product();
    Expr.Load panelled = (Expr.Load) (mentionsTaps(product.a()) ? product.a() : product.b());
    Expr.Load other = (Expr.Load) (panelled == product.a() ? product.b() : product.a());
    Stmt.For channels = loop(nest.elements(), channel);
    List<Stmt.For> tapLoops = taps.stream().map(t -> loop(nest.elements(), t)).toList();
    int weights = block * trips(tapLoops);
    List<UnaryOperator<Affine>> places = places(target.subscripts().get(1).substitute(channel, Affine.constant(0)), tapLoops);
    TermBlocks blocks = new TermBlocks(nest.terms(), terms);
    Buffer panel = panel(panelled.access().buffer().name() + "w", trips(blocks.largest()), weights);
    scratch.add(panel);

    Affine ofBlock = Affine.of(blocks()).times(block).plus(Affine.of(channel));
    Access source = panelled.access().map(a -> a.substitute(channel, ofBlock));
    Affine first = Affine.of(blocks()).times(weights).plus(Affine.of(rows()).times(width));
    Access moved = new Access(flat, List.of(target.subscripts().get(0), first.plus(Affine.of(weight()))));
    List<Stmt.For> elements =
        List.of(
            Stmt.For.of(weight(), width, nest.core()),
            loop(nest.elements(), filter),
            Stmt.For.of(rows(), weights / width, nest.core()));
    Stmt.Let zero = new Stmt.Let(nest.start().local(), new Expr.Literal(0));
    Stmt.Let before = new Stmt.Let(nest.start().local(), new Expr.Load(moved));
    Stmt.Store end = new Stmt.Store(moved, nest.end().value());
    boolean once = blocks.count() == 1;

    Stmt summed =
        blocks.each(
            part -> {
              Stmt pack = pack(panel, part, source.map(part.place()), weights, places);
              Affine window = Affine.of(window());
              Expr loaded = new Expr.Load(at(panel, window, Affine.of(rows()), Affine.of(weight())));
              Expr side = new Expr.Load(sideBySide(other.access().map(part.place()), part.terms()));
              Expr step = Rewrite.replace(Rewrite.replace(product, panelled, loaded), other, side);
              List<Stmt.For> windows = List.of(Stmt.For.of(window(), trips(part.terms()), nest.core()));
              Stmt.Assign sum = new Stmt.Assign(nest.step().local(), step);
              Stmt goOn = new SumNest(elements, before, windows, sum, end).toStmt();
              return once
                  ? Stmt.Block.of(
                      pack, ofFirst(item, new SumNest(elements, zero, windows, sum, end).toStmt()), ofOthers(item, goOn))
                  : Stmt.Block.of(pack, goOn);
            });
    // Along a filter, whose weights are neighbours: the order of the sums would take another cache line for each number.
    List<Stmt.For> alongFilters = List.of(elements.get(1), elements.get(2), elements.get(0));
    Stmt cleared = Nest.wrap(alongFilters, new Stmt.Store(moved, new Expr.Literal(0)));
    List<Stmt.For> outer =
        List.of(loop(nest.elements(), group), Stmt.For.of(blocks(), channels.trips() / block, nest.core()));
    return Nest.wrap(outer, once ? summed : Stmt.Block.of(ofFirst(item, cleared), summed));
  }

  private static Stmt ofFirst(LoopVar item, Stmt s) {
    return new Stmt.If(List.of(new Stmt.Condition(Affine.of(item), 1)), s);
  }

  private static Stmt ofOthers(LoopVar item, Stmt s) {
    return new Stmt.If(List.of(new Stmt.Condition(Affine.of(item).plus(-1), Integer.MAX_VALUE - 1)), s);
  }

  private static int trips(List<Stmt.For> loops) {
    return loops.stream().mapToInt(Stmt.For::trips).reduce(1, (a, b) -> a * b);
  }

  private Buffer panel(String name, int windows, int weights) {
    return Buffer.rowMajor(
        name, Buffer.Role.SCRATCH, false, List.of("row", "window", "weight"), List.of(weights / width, windows, width));
  }

  /** The tensor that is indexed by windows, with the windows of a channel as one row: in either layout their steps are of one length. */
  private static Buffer sideBySide(Buffer windows) {
    List<Buffer.Axis> axes = windows.axes();
    int ofChannel = axes.stream().skip(1).mapToInt(Buffer.Axis::extent).reduce(1, (a, b) -> a * b);
    Buffer.Axis row = new Buffer.Axis("window", ofChannel, axes.get(axes.size() - 1).stride());
    return new Buffer(windows.name(), windows.role(), windows.batched(), List.of(axes.get(0), row));
  }

  /** An element of it by the number of the window within a block: a loop over few columns within one over rows would be slow. */
  private static Access sideBySide(Access access, List<Stmt.For> terms) {
    List<Affine> subscripts = access.subscripts();
    int channel = access.buffer().batched() ? 1 : 0;
    Affine first = Affine.constant(0);
    for (int i = channel + 1; i < subscripts.size(); i++) {
      first = first.times(access.buffer().axes().get(i - channel).extent()).plus(subscripts.get(i));
    }
    for (Stmt.For term : terms) {
      first = first.substitute(term.variable(), Affine.constant(0));
    }
    List<Affine> flat = new ArrayList<>(subscripts.subList(0, channel + 1));
    flat.add(first.plus(Affine.of(window())));
    return new Access(sideBySide(access.buffer()), flat);
  }

  /** The number of a window in its block. */
  private static Affine number(List<Stmt.For> terms) {
    Affine number = Affine.constant(0);
    for (Stmt.For term : terms) {
      number = number.times(term.trips()).plus(Affine.of(term.variable()));
    }
    return number;
  }

  /**
   * Fills the panel. Which channel and tap a lane holds repeats after a few channels; within them every lane is written out, so that what
   * is written lies side by side.
   */
  private Stmt pack(Buffer panel, TermBlocks.Block part, Access source, int weights, List<UnaryOperator<Affine>> taps) {
    int ofChannel = taps.size();
    int repeat = lcm(ofChannel, width);
    LoopVar again = new LoopVar("r");
    List<Stmt> sections = new ArrayList<>();
    for (int row = 0; row < repeat / width; row++) {
      List<Stmt> copies = new ArrayList<>();
      for (int lane = 0; lane < width; lane++) {
        int weight = row * width + lane;
        Affine ofLane = Affine.of(again).times(repeat / ofChannel).plus(weight / ofChannel);
        UnaryOperator<Affine> tap = taps.get(weight % ofChannel);
        Access from = source.map(a -> tap.apply(a).substitute(channel, ofLane));
        Affine at = Affine.of(again).times(repeat / width).plus(row);
        copies.add(new Stmt.Store(at(panel, number(part.terms()), at, Affine.constant(lane)), new Expr.Load(from)));
      }
      List<Stmt.For> loops = new ArrayList<>(List.of(Stmt.For.of(again, weights / repeat, new Stmt.Block(copies))));
      loops.addAll(part.terms());
      sections.add(
          new Stmt.Section(
              SectionNames.of("pack", panel.name()),
              "Lays what " + width + " weights of " + block + " channels are multiplied by side by side.",
              Nest.wrap(loops, new Stmt.Block(copies))));
    }
    return new Stmt.Block(sections);
  }

  /** The taps of each weight of a channel, as what they make of a subscript: a flipped kernel has them in another order. */
  private static List<UnaryOperator<Affine>> places(Affine weight, List<Stmt.For> taps) {
    Map<Integer, UnaryOperator<Affine>> places = new TreeMap<>();
    for (int number = 0; number < trips(taps); number++) {
      UnaryOperator<Affine> place = UnaryOperator.identity();
      int rest = number;
      for (Stmt.For loop : taps) {
        Affine tap = Affine.constant(rest % loop.trips());
        UnaryOperator<Affine> others = place;
        place = a -> others.apply(a).substitute(loop.variable(), tap);
        rest /= loop.trips();
      }
      places.put(place.apply(weight).constant(), place);
    }
    return List.copyOf(places.values());
  }

  private static int lcm(int a, int b) {
    return a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue() * b;
  }

  private boolean mentionsTaps(Expr e) {
    Access access = ((Expr.Load) e).access();
    return access.mentions(channel) || taps.stream().anyMatch(access::mentions);
  }

  private static Access at(Buffer panel, Affine window, Affine row, Affine weight) {
    return new Access(panel, List.of(row, window, weight));
  }

  private static Stmt.For loop(List<Stmt.For> loops, LoopVar variable) {
    return loops.stream().filter(l -> l.variable().equals(variable)).findFirst().orElseThrow();
  }
}
