package org.convc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.convc.runtime.Cosines;
import org.convc.runtime.ElementType;

/**
 * Runs a kernel as it is written, one operation at a time: the meaning of the IR. Numbers are held in {@code double} and rounded to the
 * kernel's type by every operation, which for float is exact: a float fits a double, and {@code Math.fma} and the activations of the type
 * are used themselves.
 *
 * <p>Packed buffers and scratch start as NaN, so that reading what nobody wrote shows. Statements are first turned into
 * nested actions over frames of loop variables and locals, which is some ten times faster than walking the tree.
 *
 * <p>Parallel statements run in ranges of all sizes, one after the other in a random order, which is the same every time. What a thread has
 * for itself is NaN again before each range.
 */
public final class Interpreter {

  /** Storage while a kernel runs. */
  private static final class Frame {
    long[] loops;
    double[] locals;
    double[][] vectors;
    int batch;
    final Random order = new Random(1);
  }

  private interface Action {
    void run(Frame frame);
  }

  private interface Number {
    double of(Frame frame);
  }

  private interface Vector {
    void of(Frame frame, double[] lanes);
  }

  private interface Index {
    long of(Frame frame);
  }

  private final Kernel kernel;
  private final boolean isFloat;
  private final Map<String, double[]> memory;
  private Map<LoopVar, Integer> loopSlots = new HashMap<>();
  private Map<String, Integer> localSlots = new HashMap<>();
  private int nextLoop;
  private int nextLocal;
  private final Map<String, Integer> lanes = new HashMap<>();

  private Interpreter(Kernel kernel, Map<String, double[]> memory) {
    this.kernel = kernel;
    this.memory = memory;
    this.isFloat = kernel.type() == ElementType.FLOAT;
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
    Frame frame = new Frame();
    frame.batch = batch;
    frame.loops = new long[interpreter.nextLoop];
    frame.locals = new double[interpreter.nextLocal];
    frame.vectors = new double[interpreter.nextLocal][];
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
      int slot = slot(loop.variable());
      Action body = compile(loop.body());
      return frame -> {
        for (int i = loop.begin(); i < loop.end(); i += loop.step()) {
          frame.loops[slot] = i;
          body.run(frame);
        }
      };
    }
    if (s instanceof Stmt.ForBatch) {
      int slot = slot(((Stmt.ForBatch) s).item());
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
      int width = let.value().lanes(lanes);
      if (width > 0) {
        Vector value = compileVector(let.value(), width);
        int slot = nextLocal++;
        localSlots.put(let.local(), slot);
        lanes.put(let.local(), width);
        return frame -> value.of(frame, frame.vectors[slot] = new double[width]);
      }
      Number value = compile(let.value());
      int slot = nextLocal++;
      localSlots.put(let.local(), slot);
      lanes.remove(let.local());
      return frame -> frame.locals[slot] = value.of(frame);
    }
    if (s instanceof Stmt.Assign && ((Stmt.Assign) s).value().lanes(lanes) > 0) {
      int width = ((Stmt.Assign) s).value().lanes(lanes);
      Vector value = compileVector(((Stmt.Assign) s).value(), width);
      int slot = localSlots.get(((Stmt.Assign) s).local());
      double[] result = new double[width];
      return frame -> {
        value.of(frame, result);
        System.arraycopy(result, 0, frame.vectors[slot], 0, width);
      };
    }
    if (s instanceof Stmt.Assign) {
      Number value = compile(((Stmt.Assign) s).value());
      int slot = localSlots.get(((Stmt.Assign) s).local());
      return frame -> frame.locals[slot] = value.of(frame);
    }
    if (s instanceof Stmt.Store) {
      Access target = ((Stmt.Store) s).target();
      int width = ((Stmt.Store) s).value().lanes(lanes);
      if (width > 0) {
        return storeVector(target, ((Stmt.Store) s).value(), width);
      }
      Number value = compile(((Stmt.Store) s).value());
      Index index = compile(target.offset());
      double[] array = memory.get(target.buffer().name());
      return frame -> array[Math.toIntExact(index.of(frame))] = value.of(frame);
    }
    if (s instanceof Stmt.Section) {
      return compile(((Stmt.Section) s).body());
    }
    return compile((Stmt.Call) s);
  }

  private Action storeVector(Access target, Expr value, int width) {
    Vector vector = compileVector(value, width);
    Index index = compile(target.offset());
    double[] array = memory.get(target.buffer().name());
    double[] result = new double[width];
    return frame -> {
      vector.of(frame, result);
      System.arraycopy(result, 0, array, Math.toIntExact(index.of(frame)), width);
    };
  }

  private Action compile(Stmt.Parallel parallel) {
    int from = slot(parallel.from());
    int to = slot(parallel.to());
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
    int from = loopSlots.get(loops.from());
    int to = loopSlots.get(loops.to());
    List<Stmt.Header> headers = loops.loops();
    int[] slots = headers.stream().mapToInt(h -> slot(h.variable())).toArray();
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
    Index[] values = test.conditions().stream().map(c -> compile(c.value())).toArray(Index[]::new);
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
    Index[] arguments = call.arguments().stream().map(this::compile).toArray(Index[]::new);
    Map<LoopVar, Integer> outerLoops = loopSlots;
    Map<String, Integer> outerLocals = localSlots;
    loopSlots = new HashMap<>();
    localSlots = new HashMap<>();
    int[] slots = routine.parameters().stream().mapToInt(this::slot).toArray();
    Action body = compile(routine.body());
    loopSlots = outerLoops;
    localSlots = outerLocals;
    return frame -> {
      for (int i = 0; i < slots.length; i++) {
        frame.loops[slots[i]] = arguments[i].of(frame);
      }
      body.run(frame);
    };
  }

  private Number compile(Expr e) {
    if (e instanceof Expr.Literal) {
      double value = isFloat ? (float) ((Expr.Literal) e).value() : ((Expr.Literal) e).value();
      return frame -> value;
    }
    if (e instanceof Expr.Local) {
      int slot = localSlots.get(((Expr.Local) e).name());
      return frame -> frame.locals[slot];
    }
    if (e instanceof Expr.Load) {
      Access access = ((Expr.Load) e).access();
      Index index = compile(access.offset());
      double[] array = memory.get(access.buffer().name());
      return frame -> array[Math.toIntExact(index.of(frame))];
    }
    if (e instanceof Expr.Fma) {
      Number a = compile(((Expr.Fma) e).a());
      Number b = compile(((Expr.Fma) e).b());
      Number c = compile(((Expr.Fma) e).c());
      return isFloat
          ? frame -> Math.fma((float) a.of(frame), (float) b.of(frame), (float) c.of(frame))
          : frame -> Math.fma(a.of(frame), b.of(frame), c.of(frame));
    }
    if (e instanceof Expr.Add) {
      Number a = compile(((Expr.Add) e).a());
      Number b = compile(((Expr.Add) e).b());
      return isFloat ? frame -> (float) a.of(frame) + (float) b.of(frame) : frame -> a.of(frame) + b.of(frame);
    }
    if (e instanceof Expr.Subtract subtract) {
      Number a = compile(subtract.a());
      Number b = compile(subtract.b());
      return isFloat ? frame -> (float) a.of(frame) - (float) b.of(frame) : frame -> a.of(frame) - b.of(frame);
    }
    if (e instanceof Expr.Multiply multiply) {
      Number a = compile(multiply.a());
      Number b = compile(multiply.b());
      return isFloat ? frame -> (float) a.of(frame) * (float) b.of(frame) : frame -> a.of(frame) * b.of(frame);
    }
    if (e instanceof Expr.Cosine cosine) {
      Index part = compile(cosine.part());
      return isFloat
          ? frame -> (float) Cosines.of(part.of(frame), cosine.turn())
          : frame -> Cosines.of(part.of(frame), cosine.turn());
    }
    Expr.Activate activate = (Expr.Activate) e;
    Number operand = compile(activate.operand());
    return isFloat
        ? frame -> activate.activation().apply((float) operand.of(frame))
        : frame -> activate.activation().apply(operand.of(frame));
  }

  private Vector compileVector(Expr e, int width) {
    if (e instanceof Expr.Local) {
      int slot = localSlots.get(((Expr.Local) e).name());
      return (frame, result) -> System.arraycopy(frame.vectors[slot], 0, result, 0, width);
    }
    if (e instanceof Expr.LoadVector) {
      Access access = ((Expr.LoadVector) e).access();
      Index index = compile(access.offset());
      double[] array = memory.get(access.buffer().name());
      int step = ((Expr.LoadVector) e).step();
      return (frame, result) -> {
        int first = Math.toIntExact(index.of(frame));
        for (int lane = 0; lane < width; lane++) {
          result[lane] = array[first + lane * step];
        }
      };
    }
    if (e instanceof Expr.Broadcast) {
      Number scalar = compile(((Expr.Broadcast) e).scalar());
      return (frame, result) -> Arrays.fill(result, scalar.of(frame));
    }
    if (e instanceof Expr.Interleave pair) {
      return interleaved(compileVector(pair.even(), width), compileVector(pair.odd(), width), pair.upper() ? width / 2 : 0, width);
    }
    List<Vector> operands = new ArrayList<>();
    List<Expr> placeholders = new ArrayList<>();
    Expr oneLane =
        e.mapOperands(
            operand -> {
              operands.add(compileVector(operand, width));
              Expr placeholder = new Expr.Local("lane " + placeholders.size());
              placeholders.add(placeholder);
              localSlots.put("lane " + (placeholders.size() - 1), nextLocal++);
              return placeholder;
            });
    int[] slots = placeholders.stream().mapToInt(p -> localSlots.get(((Expr.Local) p).name())).toArray();
    Number operation = compile(oneLane);
    double[][] values = new double[slots.length][width];
    return (frame, result) -> {
      for (int i = 0; i < slots.length; i++) {
        operands.get(i).of(frame, values[i]);
      }
      for (int lane = 0; lane < width; lane++) {
        for (int i = 0; i < slots.length; i++) {
          frame.locals[slots[i]] = values[i][lane];
        }
        result[lane] = operation.of(frame);
      }
    };
  }

  private static Vector interleaved(Vector even, Vector odd, int first, int width) {
    double[] evens = new double[width];
    double[] odds = new double[width];
    return (frame, result) -> {
      even.of(frame, evens);
      odd.of(frame, odds);
      for (int lane = 0; lane < width; lane++) {
        result[lane] = (lane % 2 == 0 ? evens : odds)[first + lane / 2];
      }
    };
  }

  private Index compile(Affine affine) {
    List<Integer> slots = new ArrayList<>();
    List<Integer> coefficients = new ArrayList<>();
    affine
        .terms()
        .forEach(
            (variable, coefficient) -> {
              slots.add(loopSlots.get(variable));
              coefficients.add(coefficient);
            });
    int[] s = slots.stream().mapToInt(Integer::intValue).toArray();
    int[] c = coefficients.stream().mapToInt(Integer::intValue).toArray();
    int constant = affine.constant();
    return frame -> {
      long sum = constant;
      for (int i = 0; i < s.length; i++) {
        sum += c[i] * frame.loops[s[i]];
      }
      return sum;
    };
  }

  private int slot(LoopVar variable) {
    int slot = nextLoop++;
    loopSlots.put(variable, slot);
    return slot;
  }
}
