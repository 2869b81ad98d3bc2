package org.convc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.convc.ir.Evaluator.Frame;
import org.convc.ir.Evaluator.Index;
import org.convc.ir.Evaluator.Number;
import org.convc.ir.Evaluator.Vector;

/**
 * Runs a kernel as it is written, one operation at a time: the meaning of the IR. Numbers are held in {@code double} and rounded to the
 * kernel's type by every operation, which for float is exact: a float fits a double, and {@code Math.fma} and the activations of the type
 * are used themselves.
 *
 * <p>Packed buffers and scratch start as NaN, so that reading what nobody wrote shows. Statements are first turned into
 * nested actions over frames of loop variables and locals ({@link Evaluator}), which is some ten times faster than walking the tree.
 *
 * <p>Parallel statements run in ranges of all sizes, one after the other in a random order, which is the same every time. What a thread has
 * for itself is NaN again before each range.
 */
public final class Interpreter {

  private interface Action {
    void run(Frame frame);
  }

  private final Kernel kernel;
  private final Map<String, double[]> memory;
  private final Evaluator evaluator;

  private Interpreter(Kernel kernel, Map<String, double[]> memory) {
    this.kernel = kernel;
    this.memory = memory;
    this.evaluator = new Evaluator(kernel.type(), memory);
  }

  /**
   * Runs {@code kernel}.
   *
   * @param arguments the arrays of the kernel's arguments by name; outputs are written
   */
  public static void run(Kernel kernel, int batch, Map<String, double[]> arguments) {
    Map<String, double[]> memory = new HashMap<>();
    for (Buffer b : kernel.arguments()) {
      double[] array = arguments.get(b.name());
      long expected = (long) b.elements() * (b.batched() ? batch : 1);
      if (array == null || array.length != expected) {
        throw new IllegalArgumentException(b.name() + ": expected " + expected + " numbers");
      }
      memory.put(b.name(), array);
    }
    for (List<Buffer> buffers : List.of(kernel.packed(), kernel.scratch())) {
      for (Buffer b : buffers) {
        double[] array = new double[b.elements()];
        Arrays.fill(array, Double.NaN);
        memory.put(b.name(), array);
      }
    }
    Interpreter interpreter = new Interpreter(kernel, memory);
    Action packing = interpreter.compile(kernel.packing());
    Action body = interpreter.compile(kernel.body());
    Frame frame = interpreter.evaluator.frame(batch);
    packing.run(frame);
    body.run(frame);
  }

  private Action compile(Stmt s) {
    if (s instanceof Stmt.Block) {
      Action[] parts = ((Stmt.Block) s).statements().stream().map(this::compile).toArray(Action[]::new);
      return frame -> {
        for (Action part : parts) {
          part.run(frame);
        }
      };
    }
    if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      int slot = evaluator.slot(loop.variable());
      Action body = compile(loop.body());
      return frame -> {
        for (int i = loop.begin(); i < loop.end(); i += loop.step()) {
          frame.loops[slot] = i;
          body.run(frame);
        }
      };
    }
    if (s instanceof Stmt.ForBatch) {
      int slot = evaluator.slot(((Stmt.ForBatch) s).item());
      Action body = compile(((Stmt.ForBatch) s).body());
      return frame -> {
        for (int i = 0; i < frame.batch; i++) {
          frame.loops[slot] = i;
          body.run(frame);
        }
      };
    }
    if (s instanceof Stmt.Parallel parallel) {
      return compile(parallel);
    }
    if (s instanceof Stmt.ForParts loops) {
      return compile(loops);
    }
    if (s instanceof Stmt.If) {
      return compile((Stmt.If) s);
    }
    if (s instanceof Stmt.Let) {
      Stmt.Let let = (Stmt.Let) s;
      int width = evaluator.lanes(let.value());
      if (width > 0) {
        Vector value = evaluator.vector(let.value(), width);
        int slot = evaluator.declare(let.local(), width);
        return frame -> value.of(frame, frame.vectors[slot] = new double[width]);
      }
      Number value = evaluator.number(let.value());
      int slot = evaluator.declare(let.local(), 0);
      return frame -> frame.locals[slot] = value.of(frame);
    }
    if (s instanceof Stmt.Assign && evaluator.lanes(((Stmt.Assign) s).value()) > 0) {
      int width = evaluator.lanes(((Stmt.Assign) s).value());
      Vector value = evaluator.vector(((Stmt.Assign) s).value(), width);
      int slot = evaluator.local(((Stmt.Assign) s).local());
      double[] result = new double[width];
      return frame -> {
        value.of(frame, result);
        System.arraycopy(result, 0, frame.vectors[slot], 0, width);
      };
    }
    if (s instanceof Stmt.Assign) {
      Number value = evaluator.number(((Stmt.Assign) s).value());
      int slot = evaluator.local(((Stmt.Assign) s).local());
      return frame -> frame.locals[slot] = value.of(frame);
    }
    if (s instanceof Stmt.Store) {
      Access target = ((Stmt.Store) s).target();
      int width = evaluator.lanes(((Stmt.Store) s).value());
      if (width > 0) {
        return storeVector(target, ((Stmt.Store) s).value(), width);
      }
      Number value = evaluator.number(((Stmt.Store) s).value());
      Index index = evaluator.index(target.offset());
      double[] array = memory.get(target.buffer().name());
      return frame -> array[Math.toIntExact(index.of(frame))] = value.of(frame);
    }
    if (s instanceof Stmt.Fence) {
      return frame -> {};
    }
    if (s instanceof Stmt.Section) {
      return compile(((Stmt.Section) s).body());
    }
    return compile((Stmt.Call) s);
  }

  private Action storeVector(Access target, Expr value, int width) {
    Vector vector = evaluator.vector(value, width);
    Index index = evaluator.index(target.offset());
    double[] array = memory.get(target.buffer().name());
    double[] result = new double[width];
    return frame -> {
      vector.of(frame, result);
      System.arraycopy(result, 0, array, Math.toIntExact(index.of(frame)), width);
    };
  }

  private Action compile(Stmt.Parallel parallel) {
    int from = evaluator.slot(parallel.from());
    int to = evaluator.slot(parallel.to());
    Action body = compile(parallel.body());
    List<double[]> own =
        kernel.scratch().stream().filter(b -> b.role() == Buffer.Role.THREAD).map(b -> memory.get(b.name())).toList();
    return frame -> {
      for (int[] range : ranges(parallel.parts(), frame.order)) {
        own.forEach(array -> Arrays.fill(array, Double.NaN));
        frame.loops[from] = range[0];
        frame.loops[to] = range[1];
        body.run(frame);
      }
    };
  }

  /** Half of a range and what is left of it, again and again, in a random order. */
  private static List<int[]> ranges(int parts, Random random) {
    List<int[]> ranges = new ArrayList<>();
    for (int from = 0; from < parts; ) {
      int to = from + (parts - from + 1) / 2;
      ranges.add(new int[] {from, to});
      from = to;
    }
    Collections.shuffle(ranges, random);
    return ranges;
  }

  private Action compile(Stmt.ForParts loops) {
    int from = evaluator.loop(loops.from());
    int to = evaluator.loop(loops.to());
    List<Stmt.Header> headers = loops.loops();
    int[] slots = headers.stream().mapToInt(h -> evaluator.slot(h.variable())).toArray();
    Action body = compile(loops.body());
    return frame -> {
      for (long part = frame.loops[from]; part < frame.loops[to]; part++) {
        long rest = part;
        for (int i = slots.length - 1; i >= 0; i--) {
          Stmt.Header h = headers.get(i);
          frame.loops[slots[i]] = h.begin() + rest % h.trips() * h.step();
          rest /= h.trips();
        }
        body.run(frame);
      }
    };
  }

  private Action compile(Stmt.If test) {
    Action body = compile(test.body());
    Index[] values = test.conditions().stream().map(c -> evaluator.index(c.value())).toArray(Index[]::new);
    int[] bounds = test.conditions().stream().mapToInt(Stmt.Condition::bound).toArray();
    return frame -> {
      for (int i = 0; i < values.length; i++) {
        long value = values[i].of(frame);
        if (value < 0 || value >= bounds[i]) {
          return;
        }
      }
      body.run(frame);
    };
  }

  private Action compile(Stmt.Call call) {
    Kernel.Routine routine = kernel.routine(call.routine()).orElseThrow();
    Index[] arguments = call.arguments().stream().map(evaluator::index).toArray(Index[]::new);
    Evaluator.Scope outer = evaluator.open();
    int[] slots = routine.parameters().stream().mapToInt(evaluator::slot).toArray();
    Action body = compile(routine.body());
    evaluator.close(outer);
    return frame -> {
      for (int i = 0; i < slots.length; i++) {
        frame.loops[slots[i]] = arguments[i].of(frame);
      }
      body.run(frame);
    };
  }
}
