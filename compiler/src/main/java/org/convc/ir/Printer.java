package org.convc.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A kernel as text that a person can read.
 *
 * <pre>
 *   kernel forward, float
 *   input x[batch, channel 1, row 4, column 4]
 *   ...
 *   packing
 *     ...
 *   for n in batch
 *     for oy in 0..2
 *       y[n, 0, oy, 0] = 0
 * </pre>
 */
public final class Printer {

  private final StringBuilder text = new StringBuilder();

  private Printer() {}

  public static String print(Kernel kernel) {
    Printer p = new Printer();
    p.line(0, "kernel " + kernel.name() + ", " + kernel.type().name().toLowerCase(java.util.Locale.ROOT));
    kernel.arguments().forEach(p::buffer);
    kernel.packed().forEach(p::buffer);
    kernel.scratch().forEach(p::buffer);
    if (!kernel.packing().equals(Stmt.Block.of())) {
      p.line(0, "packing");
      p.statement(1, kernel.packing());
    }
    p.statement(0, kernel.body());
    for (Kernel.Routine routine : kernel.routines()) {
      p.line(0, "routine " + routine.name() + list("(", routine.parameters(), ")") + "  // " + routine.purpose());
      p.statement(1, routine.body());
    }
    return p.text.toString();
  }

  public static String print(Stmt statement) {
    Printer p = new Printer();
    p.statement(0, statement);
    return p.text.toString();
  }

  /** For example {@code fma(x[n, 0], w[0], a)}. */
  public static String print(Expr e) {
    if (e instanceof Expr.Literal) {
      double value = ((Expr.Literal) e).value();
      return value == Math.rint(value) && Math.abs(value) < 1e6 ? Long.toString((long) value) : Double.toString(value);
    }
    if (e instanceof Expr.Local) {
      return ((Expr.Local) e).name();
    }
    if (e instanceof Expr.Load) {
      return ((Expr.Load) e).access().toString();
    }
    if (e instanceof Expr.LoadVector) {
      Expr.LoadVector load = (Expr.LoadVector) e;
      return load.access() + "'" + load.lanes() + (load.step() == 1 ? "" : " by " + load.step());
    }
    if (e instanceof Expr.Broadcast) {
      return "all(" + print(((Expr.Broadcast) e).scalar()) + ")";
    }
    if (e instanceof Expr.Interleave pair) {
      return (pair.upper() ? "upper(" : "lower(") + print(pair.even()) + ", " + print(pair.odd()) + ")";
    }
    if (e instanceof Expr.EverySecond pair) {
      return "second(" + print(pair.first()) + ", " + print(pair.later()) + ")";
    }
    if (e instanceof Expr.Fma) {
      Expr.Fma fma = (Expr.Fma) e;
      return "fma(" + print(fma.a()) + ", " + print(fma.b()) + ", " + print(fma.c()) + ")";
    }
    if (e instanceof Expr.Add) {
      return print(((Expr.Add) e).a()) + " + " + print(((Expr.Add) e).b());
    }
    if (e instanceof Expr.Subtract subtract) {
      String right = print(subtract.b());
      boolean sum = subtract.b() instanceof Expr.Add || subtract.b() instanceof Expr.Subtract;
      return print(subtract.a()) + " - " + (sum ? "(" + right + ")" : right);
    }
    if (e instanceof Expr.Multiply multiply) {
      return factor(multiply.a()) + " * " + factor(multiply.b());
    }
    if (e instanceof Expr.Cosine cosine) {
      return "cosine(" + cosine.part() + " of " + cosine.turn() + ")";
    }
    Expr.Activate activate = (Expr.Activate) e;
    return activate.activation() + "(" + print(activate.operand()) + ")";
  }

  private static String factor(Expr e) {
    return e instanceof Expr.Add || e instanceof Expr.Subtract ? "(" + print(e) + ")" : print(e);
  }

  private void buffer(Buffer b) {
    String axes =
        b.axes().stream().map(a -> a.label() + " " + a.extent()).collect(Collectors.joining(", "));
    String batch = !b.batched() ? "" : axes.isEmpty() ? "batch" : "batch, ";
    line(0, b.role().name().toLowerCase(java.util.Locale.ROOT) + " " + b.name() + "[" + batch + axes + "]");
  }

  private void statement(int depth, Stmt s) {
    if (s instanceof Stmt.Block) {
      ((Stmt.Block) s).statements().forEach(part -> statement(depth, part));
    } else if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      line(depth, "for " + header(loop.header()));
      statement(depth + 1, loop.body());
    } else if (s instanceof Stmt.ForBatch) {
      line(depth, "for " + ((Stmt.ForBatch) s).item() + " in batch");
      statement(depth + 1, ((Stmt.ForBatch) s).body());
    } else if (s instanceof Stmt.Parallel parallel) {
      line(depth, "parallel " + parallel.from() + ".." + parallel.to() + " of 0.." + parallel.parts());
      statement(depth + 1, parallel.body());
    } else if (s instanceof Stmt.ForParts loops) {
      String headers = loops.loops().stream().map(Printer::header).collect(Collectors.joining(", "));
      line(depth, "for " + headers + " within " + loops.from() + ".." + loops.to());
      statement(depth + 1, loops.body());
    } else if (s instanceof Stmt.If) {
      Stmt.If test = (Stmt.If) s;
      line(depth, "if " + test.conditions().stream().map(Object::toString).collect(Collectors.joining(" and ")));
      statement(depth + 1, test.body());
    } else if (s instanceof Stmt.Let) {
      line(depth, "let " + ((Stmt.Let) s).local() + " = " + print(((Stmt.Let) s).value()));
    } else if (s instanceof Stmt.Assign) {
      line(depth, ((Stmt.Assign) s).local() + " = " + print(((Stmt.Assign) s).value()));
    } else if (s instanceof Stmt.Store) {
      line(depth, ((Stmt.Store) s).target() + " = " + print(((Stmt.Store) s).value()));
    } else if (s instanceof Stmt.Fence fence) {
      line(depth, "fence " + fence.read());
    } else if (s instanceof Stmt.Section) {
      Stmt.Section section = (Stmt.Section) s;
      line(depth, "section " + section.name() + "  // " + section.purpose());
      statement(depth + 1, section.body());
    } else {
      Stmt.Call call = (Stmt.Call) s;
      line(depth, call.routine() + list("(", call.arguments(), ")"));
    }
  }

  private static String header(Stmt.Header loop) {
    String step = loop.step() == 1 ? "" : " by " + loop.step();
    return loop.variable() + " in " + loop.begin() + ".." + loop.end() + step;
  }

  private static String list(String open, List<?> items, String close) {
    return items.stream().map(Object::toString).collect(Collectors.joining(", ", open, close));
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
