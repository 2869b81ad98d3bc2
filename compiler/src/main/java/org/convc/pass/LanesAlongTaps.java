package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The weights that one filter has for a block of channels, which are neighbours in memory, become one loop, so that they can be the lanes
 * of vectors. What the terms read for them is laid side by side in a panel, one row a window.
 *
 * <pre>
 *   for f, c in 0..C, k in 0..K { let a = d[f, c, k]; for o { a = fma(x[c, o + k], y[f, o], a) }; d[f, c, k] = a }
 *   =>   (blocks of 4 channels)
 *   for cb { for c in 0..4, k, o { p[o, K*c + k] = x[4*cb + c, o + k] }
 *            for f, j in 0..4*K { let a = d[f, 4*K*cb + j]; for o { a = fma(p[o, j], y[f, o], a) }; d[f, 4*K*cb + j] = a } }
 * </pre>
 */
public final class LanesAlongTaps implements Pass {

  private final LoopVar group;
  private final LoopVar filter;
  private final LoopVar channel;
  private final List<LoopVar> taps;
  private final int block;

  /**
   * @param taps outermost first
   * @param block channels whose weights are neighbours, a divisor of the channels of a group
   */
  public LanesAlongTaps(LoopVar group, LoopVar filter, LoopVar channel, List<LoopVar> taps, int block) {
    this.group = group;
    this.filter = filter;
    this.channel = channel;
    this.taps = List.copyOf(taps);
    this.block = block;
  }

  /** The loop over the weights of a block. */
  public static LoopVar weight() {
    return new LoopVar("j");
  }

  private LoopVar blocks() {
    return new LoopVar(channel.name() + "b");
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Buffer result = kernel.arguments().get(kernel.arguments().size() - 1);
    Buffer flat = flat(result);
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    Stmt body = rewrite(kernel.body(), flat, scratch);
    List<Buffer> arguments = kernel.arguments().stream().map(b -> b.equals(result) ? flat : b).toList();
    return new Kernel(
        kernel.name(),
        kernel.type(),
        arguments,
        kernel.packed(),
        scratch,
        kernel.routines(),
        kernel.packing(),
        flattened(body, result, flat));
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

  private Stmt rewrite(Stmt s, Buffer flat, List<Buffer> scratch) {
    return SumNest.of(s).flatMap(nest -> lanes(nest, flat, scratch)).orElseGet(() -> s.mapParts(p -> rewrite(p, flat, scratch)));
  }

  private Optional<Stmt> lanes(SumNest nest, Buffer flat, List<Buffer> scratch) {
    Access target = flattened(nest.end().target(), flat);
    Expr.Fma product = nest.product();
    Expr panelled = mentionsTaps(product.a()) ? product.a() : product.b();
    Stmt.For channels = loop(nest.elements(), channel);
    List<Stmt.For> tapLoops = taps.stream().map(t -> loop(nest.elements(), t)).toList();
    int weights = block * tapLoops.stream().mapToInt(Stmt.For::trips).reduce(1, (a, b) -> a * b);
    Affine inBlock = target.subscripts().get(1);

    List<String> labels = new ArrayList<>(nest.terms().stream().map(l -> l.variable().name()).toList());
    List<Integer> extents = new ArrayList<>(nest.terms().stream().map(Stmt.For::trips).toList());
    labels.add("weight");
    extents.add(weights);
    Buffer panel =
        Buffer.rowMajor(((Expr.Load) panelled).access().buffer().name() + "w", Buffer.Role.SCRATCH, false, labels, extents);
    scratch.add(panel);

    Affine ofBlock = Affine.of(blocks()).times(block).plus(Affine.of(channel));
    Access source = ((Expr.Load) panelled).access().map(a -> a.substitute(channel, ofBlock));
    List<Stmt.For> copied = new ArrayList<>(nest.terms());
    copied.add(Stmt.For.of(channel, block, nest.core()));
    copied.addAll(tapLoops);
    Stmt pack =
        new Stmt.Section(
            SectionNames.of("pack", panel.name()),
            "Lays what " + block + " channels have for each weight side by side.",
            Nest.wrap(copied, new Stmt.Store(at(panel, nest.terms(), inBlock), new Expr.Load(source))));

    Affine first = Affine.of(blocks()).times(weights);
    Access moved = new Access(flat, List.of(target.subscripts().get(0), first.plus(Affine.of(weight()))));
    Expr loaded = new Expr.Load(at(panel, nest.terms(), Affine.of(weight())));
    Stmt.Let start =
        new Stmt.Let(nest.start().local(), nest.goesOn() ? new Expr.Load(moved) : nest.start().value());
    Stmt.Assign step =
        new Stmt.Assign(nest.step().local(), Rewrite.replace(nest.step().value(), panelled, loaded));
    List<Stmt.For> elements = List.of(loop(nest.elements(), filter), Stmt.For.of(weight(), weights, nest.core()));
    Stmt.Store end = new Stmt.Store(moved, nest.end().value());
    Stmt sums = new SumNest(elements, start, nest.terms(), step, end).toStmt();
    List<Stmt.For> outer =
        List.of(loop(nest.elements(), group), Stmt.For.of(blocks(), channels.trips() / block, nest.core()));
    return Optional.of(Nest.wrap(outer, Stmt.Block.of(pack, sums)));
  }

  private boolean mentionsTaps(Expr e) {
    Access access = ((Expr.Load) e).access();
    return access.mentions(channel) || taps.stream().anyMatch(access::mentions);
  }

  private static Access at(Buffer panel, List<Stmt.For> terms, Affine weight) {
    List<Affine> subscripts = new ArrayList<>(terms.stream().map(l -> Affine.of(l.variable())).toList());
    subscripts.add(weight);
    return new Access(panel, subscripts);
  }

  private static Stmt.For loop(List<Stmt.For> loops, LoopVar variable) {
    return loops.stream().filter(l -> l.variable().equals(variable)).findFirst().orElseThrow();
  }
}
