package org.convc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.convc.runtime.Cosines;
import org.convc.runtime.ElementType;

/** What expressions are worth to the {@link Interpreter}: turned into functions of a frame, whose places they know by number. */
final class Evaluator {

  /** Storage while a kernel runs. */
  static final class Frame {
    final long[] loops;
    final double[] locals;
    final double[][] vectors;
    final int batch;
    final Random order = new Random(1);

    private Frame(int batch, int loops, int locals) {
      this.batch = batch;
      this.loops = new long[loops];
      this.locals = new double[locals];
      this.vectors = new double[locals][];
    }
  }

  interface Number {
    double of(Frame frame);
  }

  interface Vector {
    void of(Frame frame, double[] lanes);
  }

  interface Index {
    long of(Frame frame);
  }

  /** The places of the variables and locals of one routine. */
  static final class Scope {
    private final Map<LoopVar, Integer> loops = new HashMap<>();
    private final Map<String, Integer> locals = new HashMap<>();
  }

  private final boolean isFloat;
  private final Map<String, double[]> memory;
  private final Map<String, Integer> lanes = new HashMap<>();
  private Scope scope = new Scope();
  private int nextLoop;
  private int nextLocal;

  /**
   * @param memory arrays by the names of their buffers
   */
  Evaluator(ElementType type, Map<String, double[]> memory) {
    this.isFloat = type == ElementType.FLOAT;
    this.memory = memory;
  }

  /** Storage for everything that has a place by now. */
  Frame frame(int batch) {
    return new Frame(batch, nextLoop, nextLocal);
  }

  /** A scope of its own for a routine. Gives the one around it, for {@link #close}. */
  Scope open() {
    Scope outer = scope;
    scope = new Scope();
    return outer;
  }

  void close(Scope outer) {
    scope = outer;
  }

  /** A new place for a variable. */
  int slot(LoopVar variable) {
    int slot = nextLoop++;
    scope.loops.put(variable, slot);
    return slot;
  }

  /** The place of a variable. */
  int loop(LoopVar variable) {
    return scope.loops.get(variable);
  }

  /**
   * A new place for a local.
   *
   * @param width of its vector; 0 for a number
   */
  int declare(String local, int width) {
    int slot = nextLocal++;
    scope.locals.put(local, slot);
    if (width > 0) {
      lanes.put(local, width);
    } else {
      lanes.remove(local);
    }
    return slot;
  }

  /** The place of a local. */
  int local(String name) {
    return scope.locals.get(name);
  }

  /** The width of the vector that an expression is; 0 for a number. */
  int lanes(Expr e) {
    return e.lanes(lanes);
  }

  /** The value of an expression of numbers. */
  Number number(Expr e) {
    if (e instanceof Expr.Literal) {
      double value = isFloat ? (float) ((Expr.Literal) e).value() : ((Expr.Literal) e).value();
      return frame -> value;
    }
    if (e instanceof Expr.Local) {
      int slot = scope.locals.get(((Expr.Local) e).name());
      return frame -> frame.locals[slot];
    }
    if (e instanceof Expr.Load) {
      Access access = ((Expr.Load) e).access();
      Index index = index(access.offset());
      double[] array = memory.get(access.buffer().name());
      return frame -> array[Math.toIntExact(index.of(frame))];
    }
    if (e instanceof Expr.Fma) {
      Number a = number(((Expr.Fma) e).a());
      Number b = number(((Expr.Fma) e).b());
      Number c = number(((Expr.Fma) e).c());
      return isFloat
          ? frame -> Math.fma((float) a.of(frame), (float) b.of(frame), (float) c.of(frame))
          : frame -> Math.fma(a.of(frame), b.of(frame), c.of(frame));
    }
    if (e instanceof Expr.Add) {
      Number a = number(((Expr.Add) e).a());
      Number b = number(((Expr.Add) e).b());
      return isFloat ? frame -> (float) a.of(frame) + (float) b.of(frame) : frame -> a.of(frame) + b.of(frame);
    }
    if (e instanceof Expr.Subtract subtract) {
      Number a = number(subtract.a());
      Number b = number(subtract.b());
      return isFloat ? frame -> (float) a.of(frame) - (float) b.of(frame) : frame -> a.of(frame) - b.of(frame);
    }
    if (e instanceof Expr.Multiply multiply) {
      Number a = number(multiply.a());
      Number b = number(multiply.b());
      return isFloat ? frame -> (float) a.of(frame) * (float) b.of(frame) : frame -> a.of(frame) * b.of(frame);
    }
    if (e instanceof Expr.Cosine cosine) {
      Index part = index(cosine.part());
      return isFloat
          ? frame -> (float) Cosines.of(part.of(frame), cosine.turn())
          : frame -> Cosines.of(part.of(frame), cosine.turn());
    }
    Expr.Activate activate = (Expr.Activate) e;
    Number operand = number(activate.operand());
    return isFloat
        ? frame -> activate.activation().apply((float) operand.of(frame))
        : frame -> activate.activation().apply(operand.of(frame));
  }

  /** The value of an expression of vectors. */
  Vector vector(Expr e, int width) {
    if (e instanceof Expr.Local) {
      int slot = scope.locals.get(((Expr.Local) e).name());
      return (frame, result) -> System.arraycopy(frame.vectors[slot], 0, result, 0, width);
    }
    if (e instanceof Expr.LoadVector) {
      Access access = ((Expr.LoadVector) e).access();
      Index index = index(access.offset());
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
      Number scalar = number(((Expr.Broadcast) e).scalar());
      return (frame, result) -> Arrays.fill(result, scalar.of(frame));
    }
    if (e instanceof Expr.Interleave pair) {
      return interleaved(vector(pair.even(), width), vector(pair.odd(), width), pair.upper() ? width / 2 : 0, width);
    }
    if (e instanceof Expr.EverySecond pair) {
      return everySecond(vector(pair.first(), width), vector(pair.later(), width), width);
    }
    List<Vector> operands = new ArrayList<>();
    List<Expr> placeholders = new ArrayList<>();
    Expr oneLane =
        e.mapOperands(
            operand -> {
              operands.add(vector(operand, width));
              Expr placeholder = new Expr.Local("lane " + placeholders.size());
              placeholders.add(placeholder);
              scope.locals.put("lane " + (placeholders.size() - 1), nextLocal++);
              return placeholder;
            });
    int[] slots = placeholders.stream().mapToInt(p -> scope.locals.get(((Expr.Local) p).name())).toArray();
    Number operation = number(oneLane);
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
    return picked(even, odd, width, lane -> first + lane / 2 + (lane % 2 == 0 ? 0 : width));
  }

  private static Vector everySecond(Vector first, Vector later, int width) {
    return picked(first, later, width, lane -> 2 * lane < width ? 2 * lane : 2 * lane + 1);
  }

  /**
   * Lanes of two vectors.
   *
   * @param from the lane that each lane takes, those of the second vector counted after those of the first
   */
  private static Vector picked(Vector first, Vector second, int width, IntUnaryOperator from) {
    double[] ofFirst = new double[width];
    double[] ofSecond = new double[width];
    return (frame, result) -> {
      first.of(frame, ofFirst);
      second.of(frame, ofSecond);
      for (int lane = 0; lane < width; lane++) {
        int place = from.applyAsInt(lane);
        result[lane] = place < width ? ofFirst[place] : ofSecond[place - width];
      }
    };
  }

  /** The value of an affine expression of loop variables. */
  Index index(Affine affine) {
    List<Integer> slots = new ArrayList<>();
    List<Integer> coefficients = new ArrayList<>();
    affine
        .terms()
        .forEach(
            (variable, coefficient) -> {
              slots.add(scope.loops.get(variable));
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
}
