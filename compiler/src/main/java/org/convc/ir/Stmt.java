package org.convc.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A statement. */
public sealed interface Stmt {

  /** This statement with {@code f} applied to its direct parts; this very one, where those stay the same. */
  Stmt mapParts(UnaryOperator<Stmt> f);

  /** The loop variables that this statement binds for its parts, outermost first. */
  default List<LoopVar> binds() {
    if (this instanceof For loop) {
      return List.of(loop.variable());
    }
    if (this instanceof ForBatch loop) {
      return List.of(loop.item());
    }
    if (this instanceof Parallel parallel) {
      return List.of(parallel.from(), parallel.to());
    }
    return this instanceof ForParts loops ? loops.loops().stream().map(Header::variable).toList() : List.of();
  }

  /** One after the other. Blocks within blocks are flattened: a block has no scope of its own. */
  record Block(List<Stmt> statements) implements Stmt {
    public Block {
      List<Stmt> flat = new ArrayList<>();
      for (Stmt s : statements) {
        if (s instanceof Block) {
          flat.addAll(((Block) s).statements());
        } else {
          flat.add(s);
        }
      }
      statements = List.copyOf(flat);
    }

    public static Block of(Stmt... statements) {
      return new Block(List.of(statements));
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      List<Stmt> mapped = new ArrayList<>(statements.size());
      boolean same = true;
      for (Stmt s : statements) {
        Stmt part = f.apply(s);
        mapped.add(part);
        same &= part == s;
      }
      return same ? this : new Block(mapped);
    }
  }

  /**
   * {@code for variable in begin, begin + step, ... while variable < end}.
   *
   * <p>{@code end - begin} is a positive multiple of {@code step}: a loop never does a partial step. Locals of the body live for one
   * iteration.
   */
  record For(LoopVar variable, int begin, int end, int step, Stmt body) implements Stmt {
    public For {
      if (step < 1 || end <= begin || (end - begin) % step != 0) {
        throw new IllegalArgumentException(
            "loop " + variable + " from " + begin + " to " + end + " by " + step);
      }
    }

    public static For of(LoopVar variable, int end, Stmt body) {
      return new For(variable, 0, end, 1, body);
    }

    /** How many times the body runs. */
    public int trips() {
      return (end - begin) / step;
    }

    public Header header() {
      return new Header(variable, begin, end, step);
    }

    /** The values of the variable: from the first to the last one. */
    public Interval interval() {
      return new Interval(begin, (long) end - step);
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new For(variable, begin, end, step, part);
    }
  }

  /** {@code for item in 0 .. batch-1} */
  record ForBatch(LoopVar item, Stmt body) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new ForBatch(item, part);
    }
  }

  /** The body, where all conditions hold. */
  record If(List<Condition> conditions, Stmt body) implements Stmt {
    public If {
      conditions = List.copyOf(conditions);
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new If(conditions, part);
    }
  }

  /** {@code 0 <= value < bound} */
  record Condition(Affine value, int bound) {
    @Override
    public String toString() {
      return "0 <= " + value + " < " + bound;
    }
  }

  /** Declares a local with its first value. */
  record Let(String local, Expr value) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      return this;
    }
  }

  /** Changes a local. */
  record Assign(String local, Expr value) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      return this;
    }
  }

  /** Writes an element of a buffer; a vector goes to as many neighbours in memory, from the target on. */
  record Store(Access target, Expr value) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      return this;
    }
  }

  /**
   * Keeps what comes after it behind what is in front of it, where compilers would mix them and run out of registers. Computes nothing.
   * Emission puts it in, behind all passes, which do not look at it.
   *
   * @param read an element that is read in front of it
   */
  record Fence(Access read) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      return this;
    }
  }

  /**
   * A part that does one thing, to become a method of its own. Uses no local of what is around it.
   *
   * @param name what it does, as a Java method name
   * @param purpose the same as a sentence, for the reader of the generated source
   */
  record Section(String name, String purpose, Stmt body) implements Stmt {
    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new Section(name, purpose, part);
    }
  }

  /**
   * The body, once for each of some ranges {@code from..to} that cut {@code 0..parts} into pieces: in any order and at the same time. What
   * differs between the ranges are the {@link ForParts} within, each of which takes the parts of its range; the rest of the body runs for
   * every range.
   *
   * <p>Ranges do not meet: an element of a buffer that the body writes is touched by iterations of one part alone, or the buffer is one
   * that every thread has for itself ({@link Buffer.Role#THREAD}).
   */
  record Parallel(LoopVar from, LoopVar to, int parts, Stmt body) implements Stmt {
    public Parallel {
      if (parts < 1) {
        throw new IllegalArgumentException(parts + " parts");
      }
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new Parallel(from, to, parts, part);
    }
  }

  /** The head of a loop: {@code variable in begin, begin + step, ... while variable < end}, under the conditions of {@link For}. */
  record Header(LoopVar variable, int begin, int end, int step) {
    public Header {
      if (step < 1 || end <= begin || (end - begin) % step != 0) {
        throw new IllegalArgumentException("loop " + variable + " from " + begin + " to " + end + " by " + step);
      }
    }

    /** How many values the variable takes. */
    public int trips() {
      return (end - begin) / step;
    }

    /** The values of the variable: from the first to the last one. */
    public Interval interval() {
      return new Interval(begin, (long) end - step);
    }
  }

  /**
   * Those iterations of some loops, one within the other, whose numbers are in {@code from..to}, in order. The numbers count all
   * iterations, of the last loop fastest.
   *
   * @param from bound by the statement {@link Parallel} around
   * @param to bound by the statement {@link Parallel} around
   * @param loops outermost first
   */
  record ForParts(LoopVar from, LoopVar to, List<Header> loops, Stmt body) implements Stmt {
    public ForParts {
      loops = List.copyOf(loops);
      parts(loops);
    }

    /** How many iterations there are in all. */
    public int parts() {
      return parts(loops);
    }

    private static int parts(List<Header> loops) {
      int parts = 1;
      for (Header loop : loops) {
        parts = Math.multiplyExact(parts, loop.trips());
      }
      return parts;
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      Stmt part = f.apply(body);
      return part == body ? this : new ForParts(from, to, loops, part);
    }
  }

  /** Runs a routine of the kernel. */
  record Call(String routine, List<Affine> arguments) implements Stmt {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Stmt mapParts(UnaryOperator<Stmt> f) {
      return this;
    }
  }
}
