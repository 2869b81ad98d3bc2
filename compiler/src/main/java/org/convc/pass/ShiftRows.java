package org.convc.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Every tap along a row gets a copy of the operand of its own, shifted to where the tap reads it and as wide as the result, with zeros
 * where it reads padding.
 *
 * <pre>
 *   for o in 0..7, k in 0..3 { if 0 <= 2*o + k - 1 < 14 { y[o] = fma(x[2*o + k - 1], w[k], y[o]) } }
 *   =>
 *   for o in 1..7 { s[0, o] = x[2*o - 1] }; for o in 0..7 { s[1, o] = x[2*o] }; for o in 0..7 { s[2, o] = x[2*o + 1] }
 *   for o in 0..7, k in 0..3 { y[o] = fma(s[k, o], w[k], y[o]) }
 * </pre>
 *
 * <p>Then a stride along the row is gone from the sums. Rows that a stride across them passes over are left out, too. Where that makes rows
 * that follow each other read rows that do, as it does without a stride or with a single row of taps, copy and result have them at the same
 * pitch: all of a plane becomes one long row, however short its rows are.
 */
public final class ShiftRows implements Pass {

  private final Optional<LoopVar> rows;
  private final LoopVar row;
  private final LoopVar tap;
  private final int slack;

  /**
   * @param rows the variable over the rows of a plane, where there are rows
   * @param row the variable along a row
   * @param tap the variable over the taps along a row
   * @param slack zeros behind each plane, for sums that go on beyond it
   */
  public ShiftRows(Optional<LoopVar> rows, LoopVar row, LoopVar tap, int slack) {
    this.rows = rows;
    this.row = row;
    this.tap = tap;
    this.slack = slack;
  }

  /** The variable that runs through all of a plane. */
  public static LoopVar positions(LoopVar row) {
    return new LoopVar(row.name().substring(0, 1));
  }

  @Override
  public Kernel apply(Kernel kernel) {
    List<Nest> sums = new ArrayList<>();
    collect(kernel.body(), sums);
    Optional<Change> change = sums.size() == 1 ? change(sums.get(0)) : Optional.empty();
    return change.map(c -> c.apply(kernel)).orElse(kernel);
  }

  private static void collect(Stmt s, List<Nest> sums) {
    if (s instanceof Stmt.For && !Nest.of(s).conditions().isEmpty()) {
      sums.add(Nest.of(s));
      return;
    }
    s.mapParts(
        part -> {
          collect(part, sums);
          return part;
        });
  }

  private Optional<Change> change(Nest nest) {
    List<Access> found = new ArrayList<>();
    Rewrite.loads(
        nest.core(),
        load -> {
          boolean data = load.access().buffer().batched() && load.access().buffer().role() == Buffer.Role.INPUT;
          if (data && last(load.access().subscripts()).mentions(row) && last(load.access().subscripts()).mentions(tap)) {
            found.add(load.access());
          }
          return load;
        });
    if (found.size() != 1) {
      return Optional.empty();
    }
    Access operand = found.get(0);
    boolean decided = nest.conditions().stream().allMatch(c -> operand.subscripts().contains(c.value()));
    int rank = operand.buffer().axes().size() - 1;
    boolean simple = last(operand.subscripts()).terms().size() == 2 && rank == (rows.isPresent() ? 2 : 1);
    return decided && simple ? Optional.of(new Change(nest, operand)) : Optional.empty();
  }

  /** What one nest and the operand that it reads come to. */
  private final class Change {
    private final Access operand;
    private final Map<LoopVar, Interval> ranges;
    private final int width;
    private final int taps;
    private final Span rowsRead;

    /** The row of the copy that a sum reads. */
    private final Affine rowRead;

    private final boolean flat;
    private final Buffer copy;

    Change(Nest nest, Access operand) {
      this.operand = operand;
      this.ranges = new HashMap<>(nest.ranges());
      this.width = trips(row);
      this.taps = trips(tap);
      Affine acrossRows = rows.isPresent() ? subscript(2) : Affine.constant(0);
      this.rowsRead = Span.of(acrossRows, ranges);
      Affine number = rowsRead.number(acrossRows, ranges);
      this.rowRead = rows.filter(r -> trips(r) == 1).map(r -> number.substitute(r, Affine.constant(0)).plus(Affine.of(r))).orElse(number);
      this.flat = rows.isEmpty() || Integer.valueOf(1).equals(rowRead.terms().get(rows.get()));
      this.copy = copy();
    }

    private int trips(LoopVar variable) {
      return Math.toIntExact(ranges.get(variable).max() + 1);
    }

    /** A subscript of the operand, counted from the last one. */
    private Affine subscript(int fromLast) {
      return operand.subscripts().get(operand.subscripts().size() - fromLast);
    }

    private Buffer copy() {
      int channels = operand.buffer().axes().get(0).extent();
      String name = operand.buffer().name() + "s";
      return flat
          ? Buffer.rowMajor(
              name,
              Buffer.Role.SCRATCH,
              false,
              List.of("channel", "tap column", "position"),
              List.of(channels, taps, rowsRead.count() * width + slack))
          : Buffer.rowMajor(
              name,
              Buffer.Role.SCRATCH,
              false,
              List.of("channel", "tap column", "row", "column"),
              List.of(channels, taps, rowsRead.count(), width + slack));
    }

    Kernel apply(Kernel kernel) {
      List<Buffer> scratch = new ArrayList<>(kernel.scratch());
      scratch.add(copy);
      Kernel changed = kernel.withScratch(scratch).withBody(rewrite(kernel.body()));
      return flat && rows.isPresent() ? flattened(changed) : changed;
    }

    private Stmt rewrite(Stmt s) {
      if (s instanceof Stmt.ForBatch) {
        Stmt.ForBatch loop = (Stmt.ForBatch) s;
        return new Stmt.ForBatch(loop.item(), Stmt.Block.of(copies(), rewrite(loop.body())));
      }
      if (s instanceof Stmt.If) {
        return Rewrite.loads(((Stmt.If) s).body(), load -> load.access().equals(operand) ? new Expr.Load(shifted()) : load);
      }
      return s.mapParts(this::rewrite);
    }

    /** What a sum reads of the copy. */
    private Access shifted() {
      Affine channel = operand.subscripts().get(1);
      Affine place = Affine.of(row);
      if (rows.isEmpty()) {
        return new Access(copy, List.of(channel, Affine.of(tap), place));
      }
      return flat
          ? new Access(copy, List.of(channel, Affine.of(tap), rowRead.times(width).plus(place)))
          : new Access(copy, List.of(channel, Affine.of(tap), rowRead, place));
    }

    private Stmt copies() {
      LoopVar channel = new LoopVar("c");
      LoopVar line = new LoopVar("py");
      LoopVar column = new LoopVar("px");
      int lines = rows.isPresent() ? operand.buffer().axes().get(1).extent() : 1;
      Optional<Interval> copied = reached(rowsRead.pace(), Math.toIntExact(rowsRead.min()), lines, rowsRead.count());
      int step = last(operand.subscripts()).terms().get(row);
      int extent = last(operand.buffer().axes()).extent();
      boolean complete = slack == 0 && isAll(copied, rowsRead.count());
      List<Stmt> nests = new ArrayList<>();
      for (int k = 0; k < taps; k++) {
        Affine source = last(operand.subscripts()).substitute(tap, Affine.constant(k)).substitute(row, Affine.of(column));
        Optional<Interval> reached = reached(step, source.constant(), extent, width);
        complete &= isAll(reached, width);
        if (copied.isPresent() && reached.isPresent()) {
          nests.addAll(
              whole()
                  ? plane(k, channel, source.constant(), copied.get())
                  : List.of(columns(k, channel, line, column, copied.get(), reached.get(), source)));
        }
      }
      if (!complete) {
        nests.add(0, zeros(channel));
      }
      String name = operand.buffer().name();
      return new Stmt.Section(
          SectionNames.of("shift", name),
          "Copies one item of " + name + " for each tap along a row, shifted to where the tap reads it.",
          new Stmt.Block(nests));
    }

    /** The elements of {@code 0..count} for which {@code 0 <= step * element + constant < extent}. */
    private static Optional<Interval> reached(int step, int constant, int extent, int count) {
      int begin = Math.max(0, -Math.floorDiv(constant, step));
      int end = Math.min(count, Math.floorDiv(extent - 1 - constant, step) + 1);
      return begin < end ? Optional.of(new Interval(begin, end - 1)) : Optional.empty();
    }

    private static boolean isAll(Optional<Interval> reached, int count) {
      return reached.isPresent() && reached.get().min() == 0 && reached.get().max() == count - 1;
    }

    private Stmt zeros(LoopVar channel) {
      List<Stmt.For> all = new ArrayList<>();
      List<Affine> everywhere = new ArrayList<>();
      for (int i = 0; i < copy.axes().size(); i++) {
        LoopVar v = i == 0 ? channel : new LoopVar("z" + i);
        all.add(Stmt.For.of(v, copy.axes().get(i).extent(), Stmt.Block.of()));
        everywhere.add(Affine.of(v));
      }
      return Nest.wrap(all, new Stmt.Store(new Access(copy, everywhere), new Expr.Literal(0)));
    }

    /** Whether rows of the operand are as long as those of the copy, so that a shifted plane is one run of neighbours. */
    private boolean whole() {
      return flat
          && rows.isPresent()
          && rowsRead.pace() == 1
          && last(operand.subscripts()).terms().get(row) == 1
          && last(operand.buffer().axes()).extent() == width;
    }

    /** The copy for one tap of a plane as a whole, and zeros where a row got the end of its neighbour. */
    private List<Stmt> plane(int k, LoopVar channel, int shift, Interval copied) {
      LoopVar place = new LoopVar("p");
      LoopVar line = new LoopVar("py");
      LoopVar column = new LoopVar("px");
      int offset = Math.toIntExact(rowsRead.min() * width + shift);
      int begin = Math.toIntExact(Math.max(0, copied.min() * width - shift));
      int end = Math.toIntExact(Math.min((long) rowsRead.count() * width, (copied.max() + 1) * width - shift));
      Stmt.For channels = Stmt.For.of(channel, operand.buffer().axes().get(0).extent(), Stmt.Block.of());
      Access from =
          new Access(
              view(operand.buffer()),
              List.of(operand.subscripts().get(0), Affine.of(channel), Affine.of(place).plus(offset)));
      Access to = new Access(copy, List.of(Affine.of(channel), Affine.constant(k), Affine.of(place)));
      List<Stmt> nests = new ArrayList<>();
      nests.add(
          Nest.wrap(
              List.of(channels, new Stmt.For(place, begin, end, 1, Stmt.Block.of())), new Stmt.Store(to, new Expr.Load(from))));
      if (shift != 0) {
        int first = shift < 0 ? 0 : width - shift;
        Affine at = Affine.of(line).times(width).plus(Affine.of(column));
        Access wrapped = new Access(copy, List.of(Affine.of(channel), Affine.constant(k), at));
        List<Stmt.For> loops =
            List.of(
                channels,
                Stmt.For.of(line, rowsRead.count(), Stmt.Block.of()),
                new Stmt.For(column, first, first + Math.abs(shift), 1, Stmt.Block.of()));
        nests.add(Nest.wrap(loops, new Stmt.Store(wrapped, new Expr.Literal(0))));
      }
      return nests;
    }

    /** The copy for one tap. */
    private Stmt columns(int k, LoopVar channel, LoopVar line, LoopVar column, Interval lines, Interval reached, Affine source) {
      List<Stmt.For> loops = new ArrayList<>();
      loops.add(Stmt.For.of(channel, operand.buffer().axes().get(0).extent(), Stmt.Block.of()));
      if (rows.isPresent()) {
        loops.add(over(line, lines));
      }
      loops.add(over(column, reached));
      Affine at = Affine.of(line);
      List<Affine> target = new ArrayList<>(List.of(Affine.of(channel), Affine.constant(k)));
      if (rows.isEmpty()) {
        target.add(Affine.of(column));
      } else if (flat) {
        target.add(at.times(width).plus(Affine.of(column)));
      } else {
        target.addAll(List.of(at, Affine.of(column)));
      }
      List<Affine> from = new ArrayList<>(List.of(operand.subscripts().get(0), Affine.of(channel)));
      if (rows.isPresent()) {
        from.add(at.times(rowsRead.pace()).plus(Math.toIntExact(rowsRead.min())));
      }
      from.add(source);
      return Nest.wrap(
          loops, new Stmt.Store(new Access(copy, target), new Expr.Load(new Access(operand.buffer(), from))));
    }

    private static Stmt.For over(LoopVar variable, Interval range) {
      return new Stmt.For(variable, Math.toIntExact(range.min()), Math.toIntExact(range.max() + 1), 1, Stmt.Block.of());
    }

    /** Rows that follow each other become one. */
    private Kernel flattened(Kernel kernel) {
      Map<Buffer, Buffer> views = new HashMap<>();
      for (Buffer argument : kernel.arguments()) {
        if (argument.batched() && (whole() || !argument.equals(operand.buffer()))) {
          views.put(argument, view(argument));
        }
      }
      List<Buffer> arguments = kernel.arguments().stream().map(b -> views.getOrDefault(b, b)).toList();
      Stmt body = flattened(kernel.body(), views);
      return new Kernel(
          kernel.name(), kernel.type(), arguments, kernel.packed(), kernel.scratch(), kernel.routines(), kernel.packing(), body);
    }

    /** A tensor whose planes are rows. */
    private Buffer view(Buffer tensor) {
      int channels = tensor.axes().get(0).extent();
      List<String> labels = List.of("channel", "position");
      return Buffer.rowMajor(tensor.name(), tensor.role(), true, labels, List.of(channels, tensor.elements() / channels));
    }

    private Stmt flattened(Stmt s, Map<Buffer, Buffer> views) {
      if (s instanceof Stmt.For && ((Stmt.For) s).variable().equals(rows.orElseThrow())) {
        int plane = ((Stmt.For) s).trips() * width;
        return Stmt.For.of(positions(row), plane, flattened(((Stmt.For) s).body(), views));
      }
      if (s instanceof Stmt.For && ((Stmt.For) s).variable().equals(row)) {
        return flattened(((Stmt.For) s).body(), views);
      }
      if (s instanceof Stmt.Store) {
        Stmt.Store store = (Stmt.Store) s;
        Stmt loaded = Rewrite.loads(s, load -> new Expr.Load(flattened(load.access(), views)));
        return new Stmt.Store(flattened(store.target(), views), ((Stmt.Store) loaded).value());
      }
      return s.mapParts(part -> flattened(part, views));
    }

    private Access flattened(Access access, Map<Buffer, Buffer> views) {
      Buffer view = views.get(access.buffer());
      if (view != null) {
        List<Affine> s = access.subscripts();
        return new Access(view, List.of(s.get(0), s.get(1), onePosition(s.get(2).times(width).plus(s.get(3)))));
      }
      return access.buffer().equals(copy) ? access.map(this::onePosition) : access;
    }

    /** {@code width * rows + row} as one variable. */
    private Affine onePosition(Affine value) {
      LoopVar across = rows.orElseThrow();
      if (!value.mentions(across)) {
        return value;
      }
      return value
          .plus(Affine.of(across).times(-width))
          .plus(Affine.of(row).times(-1))
          .plus(Affine.of(positions(row)));
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
