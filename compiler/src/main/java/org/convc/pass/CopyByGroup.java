package org.convc.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * A copy of all channels of an item becomes one of a single group at a time, which is still in the first-level cache when it is read.
 *
 * <pre>
 *   for c in 0..6 { p[c] = x[n, c] }; for g in 0..3 { S(p[2*g + ic]) }
 *   =>
 *   for g in 0..3 { for c in 0..2 { p[c] = x[n, 2*g + c] }; S(p[ic]) }
 * </pre>
 */
public final class CopyByGroup implements Pass {

  private final LoopVar group;
  private final int groups;

  /**
   * @param groups how many there are
   */
  public CopyByGroup(LoopVar group, int groups) {
    this.group = group;
    this.groups = groups;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    if (groups == 1) {
      return kernel;
    }
    Map<Buffer, Buffer> parts = new LinkedHashMap<>();
    kernel.scratch().forEach(whole -> part(whole).ifPresent(part -> parts.put(whole, part)));
    Stmt body = items(kernel.body(), parts);
    if (parts.isEmpty() || body.equals(kernel.body())) {
      return kernel;
    }
    List<Buffer> scratch = kernel.scratch().stream().map(b -> parts.getOrDefault(b, b)).toList();
    return kernel.withScratch(scratch).withBody(body);
  }

  /** The copy of one group in place of that of all channels. */
  private Optional<Buffer> part(Buffer whole) {
    Buffer.Axis channel = whole.axes().get(0);
    boolean outermost = channel.stride() * (long) channel.extent() == whole.elements();
    if (!channel.label().equals("channel") || !outermost || channel.extent() % groups != 0) {
      return Optional.empty();
    }
    List<Buffer.Axis> axes = new ArrayList<>(whole.axes());
    axes.set(0, new Buffer.Axis(channel.label(), channel.extent() / groups, channel.stride()));
    return Optional.of(new Buffer(whole.name(), whole.role(), whole.batched(), axes));
  }

  private Stmt items(Stmt s, Map<Buffer, Buffer> parts) {
    if (!(s instanceof Stmt.ForBatch)) {
      return s.mapParts(inner -> items(inner, parts));
    }
    Stmt.ForBatch loop = (Stmt.ForBatch) s;
    List<Stmt> clears = new ArrayList<>();
    List<Stmt> ofGroup = new ArrayList<>();
    Set<Buffer> copied = new HashSet<>();
    for (Stmt statement : statements(loop.body())) {
      if (statement instanceof Stmt.Section) {
        Stmt.Section copy = (Stmt.Section) statement;
        Optional<Buffer> whole = parts.keySet().stream().filter(b -> writes(copy.body(), b)).findFirst();
        if (whole.isEmpty()) {
          return s;
        }
        copied.add(whole.get());
        split(copy, whole.get(), parts.get(whole.get()), clears, ofGroup);
      } else if (overGroups(statement)) {
        ofGroup.add(uses(((Stmt.For) statement).body(), parts));
      } else {
        return s;
      }
    }
    if (!copied.equals(parts.keySet())) {
      return s;
    }
    clears.add(Stmt.For.of(group, groups, new Stmt.Block(ofGroup)));
    return new Stmt.ForBatch(loop.item(), new Stmt.Block(clears));
  }

  /** Every copy covers the same elements, so the zeros that are set before it stay around it and are set once. */
  private void split(Stmt.Section copy, Buffer whole, Buffer part, List<Stmt> clears, List<Stmt> ofGroup) {
    List<Stmt> zeros = new ArrayList<>();
    List<Stmt> values = new ArrayList<>();
    for (Stmt nest : statements(copies(copy.body(), whole, part))) {
      boolean clear = Nest.of(nest).store().filter(store -> store.value() instanceof Expr.Literal).isPresent();
      (clear && values.isEmpty() ? zeros : values).add(nest);
    }
    String name = part.name();
    clears.add(new Stmt.Section(SectionNames.of("clear", name), "Sets " + name + " to zero.", new Stmt.Block(zeros)));
    ofGroup.add(new Stmt.Section(copy.name(), "Copies one group between zeros.", new Stmt.Block(values)));
  }

  private static List<Stmt> statements(Stmt s) {
    return s instanceof Stmt.Block ? ((Stmt.Block) s).statements() : List.of(s);
  }

  private static boolean writes(Stmt s, Buffer buffer) {
    return statements(s).stream()
        .allMatch(nest -> Nest.of(nest).store().filter(store -> store.target().buffer().equals(buffer)).isPresent());
  }

  private boolean overGroups(Stmt s) {
    return s instanceof Stmt.For && ((Stmt.For) s).variable().equals(group) && ((Stmt.For) s).trips() == groups;
  }

  /** The loops of the copy over the channels of one group, which it reads from where the group begins. */
  private Stmt copies(Stmt s, Buffer whole, Buffer part) {
    if (s instanceof Stmt.For && ((Stmt.For) s).trips() == whole.axes().get(0).extent() && writes((Stmt.For) s, whole)) {
      Stmt.For loop = (Stmt.For) s;
      int perGroup = part.axes().get(0).extent();
      Affine inWhole = Affine.of(group).times(perGroup).plus(Affine.of(loop.variable()));
      Stmt moved = moved(loop.body(), loop.variable(), inWhole, whole, part);
      return Stmt.For.of(loop.variable(), perGroup, moved);
    }
    return s.mapParts(inner -> copies(inner, whole, part));
  }

  private static boolean writes(Stmt.For loop, Buffer whole) {
    Nest nest = Nest.of(loop);
    return nest.store()
        .filter(st -> st.target().buffer().equals(whole) && st.target().subscripts().get(0).equals(Affine.of(loop.variable())))
        .isPresent();
  }

  private static Stmt moved(Stmt s, LoopVar channel, Affine inWhole, Buffer whole, Buffer part) {
    if (s instanceof Stmt.Store) {
      Stmt.Store store = (Stmt.Store) s;
      Stmt target = Rewrite.substitute(new Stmt.Store(store.target(), store.value()), channel, inWhole);
      return new Stmt.Store(new Access(part, store.target().subscripts()), ((Stmt.Store) target).value());
    }
    return s.mapParts(inner -> moved(inner, channel, inWhole, whole, part));
  }

  private Stmt uses(Stmt s, Map<Buffer, Buffer> parts) {
    return Rewrite.loads(
        s,
        load -> {
          Buffer part = parts.get(load.access().buffer());
          if (part == null) {
            return load;
          }
          List<Affine> subscripts = new ArrayList<>(load.access().subscripts());
          subscripts.set(0, subscripts.get(0).substitute(group, Affine.constant(0)));
          return new Expr.Load(new Access(part, subscripts));
        });
  }
}
