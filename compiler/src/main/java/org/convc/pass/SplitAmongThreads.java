package org.convc.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.convc.ir.Buffer;
import org.convc.ir.Disjoint;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.ir.Touch;

/**
 * Loops whose iterations do not meet are cut into ranges that several threads take.
 *
 * <pre>
 *   for ocb in 0..2 { for oy in 0..56 { S(ocb, oy) } }
 *   =>
 *   parallel from..to of 0..112 { section { for ocb in 0..2, oy in 0..56 within from..to { S(ocb, oy) } } }
 * </pre>
 *
 * <p>Loops are recognised by what they read and write, whatever strategy made them. An iteration may write elements
 * of its own, and scratch in which it reads nothing but what it has written itself: of that, every thread gets its
 * own. A sum is never cut, so its terms are added in the same order, and all results have the same bits, whatever the
 * ranges are. One range of all parts does what the kernel did before, in the same order.
 *
 * <p>Statements that follow each other are one parallel statement where no part of the later ones touches what
 * another part of the earlier ones has written: threads need not wait for each other in between. What sets up scratch
 * in front of a loop, as zeros around copies, is repeated for every range.
 */
public final class SplitAmongThreads implements Pass {

  /** Operations, of a number or a vector each, below which waking other threads costs more than they save. */
  private static final long LEAST_WORK = 20_000;

  /** Operations of a part that hide what counting it costs. */
  private static final long LEAST_PART = 128;

  /** So many parts that eight threads wait for the last one for less than an eighth of the time. */
  private static final int ENOUGH_PARTS = 64;

  /** As many parts as are worth taking without a look at the loops within. */
  private static final int FAIR_PARTS = 12;

  /** Elements of a buffer that a thread may get for itself: more would not stay in its caches. */
  private static final long MOST_OWN = 1 << 18;

  private static final LoopVar FROM = new LoopVar("from");
  private static final LoopVar TO = new LoopVar("to");

  private final long leastWork;

  public SplitAmongThreads() {
    this(LEAST_WORK);
  }

  /**
   * @param leastWork operations of a statement that is worth being split
   */
  public SplitAmongThreads(long leastWork) {
    this.leastWork = leastWork;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Set<Buffer> common = new HashSet<>();
    while (true) {
      Splitter splitter = new Splitter(kernel, common);
      Stmt body = splitter.statement(kernel.body());
      Set<Buffer> elsewhere = new HashSet<>(splitter.own);
      splitter.shared.addAll(touchedOutside(kernel, body));
      elsewhere.retainAll(splitter.shared);
      if (elsewhere.isEmpty()) {
        return withOwn(kernel.withBody(body), splitter.own);
      }
      // A buffer is either everybody's or of each thread: in the next round these are everybody's.
      common.addAll(elsewhere);
    }
  }

  private static Set<Buffer> touchedOutside(Kernel kernel, Stmt body) {
    return touched(kernel, withoutParallel(body));
  }

  private static Set<Buffer> touched(Kernel kernel, Stmt s) {
    return Touch.of(kernel, s).stream().map(t -> t.access().buffer()).collect(Collectors.toCollection(HashSet::new));
  }

  private static Stmt withoutParallel(Stmt s) {
    return s instanceof Stmt.Parallel ? Stmt.Block.of() : s.mapParts(SplitAmongThreads::withoutParallel);
  }

  private static Kernel withOwn(Kernel kernel, Set<Buffer> own) {
    if (own.isEmpty()) {
      return kernel;
    }
    UnaryOperator<Buffer> role =
        b -> own.contains(b) ? new Buffer(b.name(), Buffer.Role.THREAD, false, b.axes()) : b;
    List<Buffer> scratch = kernel.scratch().stream().map(role).toList();
    return kernel.withScratch(scratch).withBody(Rewrite.buffers(kernel.body(), role));
  }

  /** One walk through the body. */
  private final class Splitter {
    private final Kernel kernel;
    private final Set<Buffer> common;

    /** Scratch that is each thread's in some parallel statement. */
    private final Set<Buffer> own = new LinkedHashSet<>();

    /** What all threads touch in some parallel statement. */
    private final Set<Buffer> shared = new HashSet<>();

    Splitter(Kernel kernel, Set<Buffer> common) {
      this.kernel = kernel;
      this.common = common;
    }

    Stmt statement(Stmt s) {
      List<Stmt> statements = Stmt.Block.of(s).statements();
      if (statements.stream().anyMatch(part -> part instanceof Stmt.Let || part instanceof Stmt.Assign)) {
        // What follows may use the local, which a method of its own would not see.
        return s;
      }
      List<Stmt> result = new ArrayList<>();
      for (int i = 0; i < statements.size(); ) {
        Optional<Region> region = region(statements, i);
        if (region.isPresent()) {
          own.addAll(region.get().own());
          Set<Buffer> touched = touched(kernel, new Stmt.Block(region.get().statements()));
          touched.removeAll(region.get().own());
          shared.addAll(touched);
          result.add(region.get().toStmt(kernel.name()));
          i += region.get().length();
        } else {
          Stmt part = statements.get(i);
          // A method of its own would not know the conditions around it.
          result.add(part instanceof Stmt.If ? part : part.mapParts(this::statement));
          i++;
        }
      }
      return result.size() == 1 ? result.get(0) : new Stmt.Block(result);
    }

    /** The parallel statement that begins at a place. */
    private Optional<Region> region(List<Stmt> statements, int first) {
      if (Work.hasBatch(statements.get(first))) {
        return Optional.empty();
      }
      int main = first;
      while (main + 1 < statements.size()
          && Work.isClear(statements.get(main))
          && !Work.hasBatch(statements.get(main + 1))) {
        main++;
      }
      for (; main >= first; main--) {
        List<Stmt> before = statements.subList(first, main);
        Optional<Region> region = best(before, statements.get(main)).map(r -> longest(r, statements, first));
        if (region.isPresent() && Work.of(region.get().statements()) >= leastWork) {
          return deeper(region.get(), statements.get(main));
        }
      }
      return Optional.empty();
    }

    /** The loops of a statement that have the most parts, or enough. */
    private Optional<Region> best(List<Stmt> before, Stmt s) {
      Optional<Region> best = Optional.empty();
      for (List<Stmt.Header> loops : PartLoops.candidates(s, FAIR_PARTS, ENOUGH_PARTS)) {
        Optional<Region> region = region(before, List.of(s), loops);
        if (region.isPresent() && (best.isEmpty() || region.get().parts() > best.get().parts())) {
          best = region;
        }
        if (best.isPresent() && best.get().parts() >= FAIR_PARTS) {
          break;
        }
      }
      return best;
    }

    /** The same with the statements that follow, as far as they can be split alike. */
    private Region longest(Region region, List<Stmt> statements, int first) {
      Region longest = region;
      for (int end = first + region.length(); end < statements.size(); end++) {
        List<Stmt> main = statements.subList(first + region.before().size(), end + 1);
        Optional<Region> longer = region(region.before(), main, region.loops());
        if (longer.isEmpty()) {
          break;
        }
        longest = longer.get();
      }
      return longest;
    }

    /** Nothing, where the parts are few and the statements within the loops can be split into more. */
    private Optional<Region> deeper(Region region, Stmt main) {
      if (region.parts() < FAIR_PARTS && region.length() == 1) {
        Splitter inside = new Splitter(kernel, common);
        Stmt inner = main.mapParts(inside::statement);
        boolean small = Work.outsideOfParallel(inner) < Work.of(List.of(main)) / FAIR_PARTS;
        if (small && PartLoops.fewest(inner) > region.parts()) {
          return Optional.empty();
        }
      }
      return Optional.of(region);
    }

    private Optional<Region> region(List<Stmt> before, List<Stmt> main, List<Stmt.Header> loops) {
      List<Stmt> split = new ArrayList<>();
      for (Stmt s : main) {
        Optional<Stmt> parts = PartLoops.split(s, loops, FROM, TO);
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        split.add(parts.get());
      }
      if (Work.of(split) / parts(loops) < Math.min(leastWork, LEAST_PART)) {
        return Optional.empty();
      }
      Set<Buffer> forItself = new LinkedHashSet<>();
      List<Touch> touches = Touch.of(kernel, new Stmt.Block(split));
      Set<Buffer> written = written(touches);
      List<Touch> touchesBefore = Touch.of(kernel, new Stmt.Block(before));
      for (Buffer buffer : written) {
        List<Touch> ofBuffer = touches.stream().filter(t -> t.access().buffer().equals(buffer)).toList();
        boolean inParts = ofBuffer.stream().allMatch(t -> t.loops().isPresent());
        boolean untouchedBefore = touchesBefore.stream().noneMatch(t -> t.access().buffer().equals(buffer));
        if (inParts && untouchedBefore && Disjoint.disjoint(ofBuffer, loops)) {
          continue;
        }
        boolean small = buffer.elements() <= MOST_OWN;
        boolean may = inParts && small && buffer.role() == Buffer.Role.SCRATCH && !common.contains(buffer);
        if (!may || !new OwnScratch(kernel, buffer).suffices(before, split)) {
          return Optional.empty();
        }
        forItself.add(buffer);
      }
      boolean clears = touchesBefore.stream().allMatch(t -> forItself.contains(t.access().buffer()) && t.written());
      return clears ? Optional.of(new Region(before, split, loops, forItself)) : Optional.empty();
    }
  }

  private static Set<Buffer> written(List<Touch> touches) {
    return touches.stream()
        .filter(Touch::written)
        .map(t -> t.access().buffer())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static int parts(List<Stmt.Header> loops) {
    return loops.stream().mapToInt(Stmt.Header::trips).reduce(1, (a, b) -> a * b);
  }

  /**
   * Statements that are split alike.
   *
   * @param before what every range repeats
   * @param main the statements with their loops over parts
   * @param own scratch of which each thread needs its own
   */
  private record Region(List<Stmt> before, List<Stmt> main, List<Stmt.Header> loops, Set<Buffer> own) {

    Region {
      before = List.copyOf(before);
    }

    int length() {
      return before.size() + main.size();
    }

    int parts() {
      return SplitAmongThreads.parts(loops);
    }

    List<Stmt> statements() {
      List<Stmt> all = new ArrayList<>(before);
      all.addAll(main);
      return all;
    }

    Stmt toStmt(String kernelName) {
      if (length() == 1 && main.get(0) instanceof Stmt.Section) {
        return new Stmt.Parallel(FROM, TO, parts(), main.get(0));
      }
      String over = loops.stream().map(l -> l.variable().name()).collect(Collectors.joining(" x "));
      String purpose = "The parts from..to of " + parts() + ": " + over + ".";
      Stmt section = new Stmt.Section(kernelName + "Parts", purpose, new Stmt.Block(statements()));
      return new Stmt.Parallel(FROM, TO, parts(), section);
    }
  }
}
