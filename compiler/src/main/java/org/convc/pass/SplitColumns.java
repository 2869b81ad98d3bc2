package org.convc.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Printer;
import org.convc.ir.Stmt;

/**
 * Columns of a padded copy that are read a stride apart are copied to where they are neighbours.
 *
 * <pre>
 *   for i in 0..14 { p[i + 1] = x[i] }; for o in 0..8 by 4 { a = fma(p[2*o]'4 by 2, w0, a); a = fma(p[2*o + 1]'4 by 2, w1, a) }
 *   =>
 *   for i in 1..8 { p[0, i] = x[2*i - 1] }; for i in 0..7 { p[1, i] = x[2*i] }
 *   for o in 0..8 by 4 { a = fma(p[0, o]'4, w0, a); a = fma(p[1, o]'4, w1, a) }
 * </pre>
 *
 * <p>One copy of each column, whatever the number of taps. Which of the parts a tap reads must be known by now: its loop is written out.
 */
public final class SplitColumns implements Pass {

  @Override
  public Kernel apply(Kernel kernel) {
    Kernel split = kernel;
    for (Buffer buffer : kernel.scratch()) {
      Optional<Columns> columns = Columns.of(buffer, split.body());
      if (columns.isPresent()) {
        split = columns.get().apply(split);
      }
    }
    return split;
  }

  /** A buffer that is split. */
  private static final class Columns {
    private final Buffer whole;
    private final int stride;
    private final Buffer parts;

    private Columns(Buffer whole, int stride) {
      this.whole = whole;
      this.stride = stride;
      this.parts = parts(whole, stride);
    }

    /** Nothing where a vector reads neighbours, or where it is not known from which part it reads. */
    static Optional<Columns> of(Buffer buffer, Stmt body) {
      List<Expr.LoadVector> loads = new ArrayList<>();
      Rewrite.vectors(
          body,
          load -> {
            if (load.access().buffer().equals(buffer)) {
              loads.add(load);
            }
            return load;
          });
      int stride = loads.isEmpty() ? 1 : loads.get(0).step();
      boolean alike =
          loads.stream().allMatch(l -> l.step() == stride && last(l.access()).terms().values().stream().allMatch(c -> c % stride == 0));
      return stride > 1 && alike ? Optional.of(new Columns(buffer, stride)) : Optional.empty();
    }

    private static Buffer parts(Buffer whole, int stride) {
      List<Buffer.Axis> axes = whole.axes();
      List<String> labels = new ArrayList<>(axes.stream().map(Buffer.Axis::label).toList());
      List<Integer> extents = new ArrayList<>(axes.stream().map(Buffer.Axis::extent).toList());
      int columns = extents.remove(extents.size() - 1);
      labels.add(labels.size() - 1, "part");
      extents.add(stride);
      extents.add((columns + stride - 1) / stride);
      return Buffer.rowMajor(whole.name(), whole.role(), false, labels, extents);
    }

    Kernel apply(Kernel kernel) {
      List<Buffer> scratch = kernel.scratch().stream().map(b -> b.equals(whole) ? parts : b).toList();
      return kernel.withScratch(scratch).withBody(stores(Rewrite.vectors(kernel.body(), this::neighbours)));
    }

    private Expr neighbours(Expr.LoadVector load) {
      return load.access().buffer().equals(whole) ? new Expr.LoadVector(inPart(load.access(), stride), load.lanes()) : load;
    }

    /** The place of an element whose column is {@code stride} times something, and a constant. */
    private Access inPart(Access access, int divisor) {
      Affine column = last(access);
      Map<LoopVar, Integer> terms = new LinkedHashMap<>();
      column.terms().forEach((v, c) -> terms.put(v, c / divisor));
      Affine quotient = new Affine(terms, Math.floorDiv(column.constant(), divisor));
      List<Affine> subscripts = new ArrayList<>(access.subscripts());
      subscripts.set(subscripts.size() - 1, Affine.constant(Math.floorMod(column.constant(), divisor)));
      subscripts.add(quotient);
      return new Access(parts, subscripts);
    }

    /** The copies, each of one part; of a single column, which a loop over rows may store, one to the part that it is in. */
    private Stmt stores(Stmt s) {
      if (s instanceof Stmt.Store store && store.target().buffer().equals(whole)) {
        if (!last(store.target()).isConstant()) {
          throw new CompilerDefect("splitting columns: neither a row nor a column", Printer.print(s));
        }
        return new Stmt.Store(inPart(store.target(), stride), store.value());
      }
      Nest nest = s instanceof Stmt.For ? Nest.of(s) : null;
      if (nest == null || !nest.conditions().isEmpty() || nest.store().filter(this::goesAlong).isEmpty() || !alongInnermost(nest)) {
        return s.mapParts(this::stores);
      }
      List<Stmt> copies = new ArrayList<>();
      for (int part = 0; part < stride; part++) {
        copy(nest, part).ifPresent(copies::add);
      }
      return new Stmt.Block(copies);
    }

    private boolean goesAlong(Stmt.Store store) {
      return store.target().buffer().equals(whole) && !last(store.target()).isConstant();
    }

    private static boolean alongInnermost(Nest nest) {
      LoopVar innermost = nest.loops().get(nest.loops().size() - 1).variable();
      return last(nest.store().orElseThrow().target()).mentions(innermost);
    }

    /** What a nest that goes along whole rows stores into one part. */
    private Optional<Stmt> copy(Nest nest, int part) {
      Stmt.For along = nest.loops().get(nest.loops().size() - 1);
      Stmt.Store store = nest.store().orElseThrow();
      int shift = last(store.target()).constant();
      // The columns i + shift of this part are stride * q + part.
      int begin = Math.floorDiv(along.begin() + shift - part + stride - 1, stride);
      int end = Math.floorDiv(along.end() - 1 + shift - part, stride) + 1;
      if (begin >= end) {
        return Optional.empty();
      }
      Affine index = Affine.of(along.variable()).times(stride).plus(part - shift);
      Stmt.Store moved = (Stmt.Store) Rewrite.substitute(store, along.variable(), index);
      List<Stmt.For> loops = new ArrayList<>(nest.loops());
      loops.set(loops.size() - 1, new Stmt.For(along.variable(), begin, end, 1, along.body()));
      return Optional.of(Nest.wrap(loops, new Stmt.Store(inPart(moved.target(), stride), moved.value())));
    }
  }

  private static Affine last(Access access) {
    return access.subscripts().get(access.subscripts().size() - 1);
  }
}
