package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Several sums at once, so that each value that is loaded serves several of them.
 *
 * <pre>
 *   for o in 0..7 { let a = 0; for k { a = fma(x[o + k], w[k], a) }; y[o] = a }
 *   =>   (o by 4)
 *   for o in 0..4 by 4 { let a0 = 0; ... let a3 = 0
 *                        for k { a0 = fma(x[o + k], w[k], a0); ... a3 = fma(x[o + 3 + k], w[k], a3) }
 *                        y[o] = a0; ... y[o + 3] = a3 }
 *   for o in 4..7 by 3 { the same with three sums }
 * </pre>
 *
 * <p>The remainder of a loop is a tile of its own, so no tile is ever partial. Every tile becomes a section; with the innermost loop over
 * tiles where its sums are short, or where its caller says so. Where sums are long C2 mostly does better without: it spills fewer of them in
 * a nest of one loop less. But a nest of a single loop is compiled well or badly by chance.
 */
public final class RegisterTile implements Pass {

  /** Terms beside which calling a method for each tile is nothing. */
  private static final int MANY_TERMS = 32;

  private final String kernelName;
  private final Map<LoopVar, Integer> factors;
  private final Set<LoopVar> together;

  /**
   * @param factors how many values of a loop variable one tile takes, in the order in which the names of sums count them
   */
  public RegisterTile(String kernelName, Map<LoopVar, Integer> factors) {
    this(kernelName, factors, Set.of());
  }

  /**
   * @param together loops over tiles that are sections with all their tiles, however long the sums are, where they are innermost
   */
  public RegisterTile(String kernelName, Map<LoopVar, Integer> factors, Set<LoopVar> together) {
    this.kernelName = kernelName;
    this.factors = factors;
    this.together = Set.copyOf(together);
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (!(s instanceof Stmt.For)) {
      return s.mapParts(this::rewrite);
    }
    Nest nest = Nest.of(s);
    boolean sums =
        nest.conditions().isEmpty()
            && nest.core() instanceof Stmt.Block
            && ((Stmt.Block) nest.core()).statements().get(0) instanceof Stmt.Let
            && accumulates(nest.core());
    return sums
        ? new Stmt.Block(tiles(nest.loops(), List.of(), (Stmt.Block) nest.core(), List.of()))
        : s.mapParts(this::rewrite);
  }

  /** Whether a local changes: what only has names for values, as transforms do, is no sum. */
  private static boolean accumulates(Stmt s) {
    boolean[] found = {s instanceof Stmt.Assign};
    s.mapParts(
        part -> {
          found[0] |= accumulates(part);
          return part;
        });
    return found[0];
  }

  /**
   * All combinations of whole tiles and remainders.
   *
   * @param done the loops dealt with, with their new steps
   * @param sizes the extents of the tile so far, for its name
   */
  private List<Stmt> tiles(List<Stmt.For> loops, List<Stmt.For> done, Stmt.Block core, List<Integer> sizes) {
    if (done.size() == loops.size()) {
      return List.of(section(done, sizes, core));
    }
    Stmt.For loop = loops.get(done.size());
    Integer factor = factors.get(loop.variable());
    if (factor == null) {
      return List.of(around(loop, loops, append(done, loop), core, sizes));
    }
    List<Stmt> result = new ArrayList<>();
    int begin = loop.begin();
    for (Part part : parts(loop.trips(), factor)) {
      int step = part.size() * loop.step();
      Stmt.For stepped = new Stmt.For(loop.variable(), begin, begin + part.tiles() * step, step, loop.body());
      result.add(around(stepped, loops, append(done, stepped), jam(core, loop, part.size()), append(sizes, part.size())));
      begin = stepped.end();
    }
    return result;
  }

  /** A loop around the tiles of the loops within. */
  private Stmt around(Stmt.For loop, List<Stmt.For> loops, List<Stmt.For> done, Stmt.Block core, List<Integer> sizes) {
    if (done.size() == loops.size() && (terms(core) < MANY_TERMS || together.contains(loop.variable()))) {
      return section(done, sizes, Nest.wrap(List.of(loop), core));
    }
    return Nest.wrap(List.of(loop), new Stmt.Block(tiles(loops, done, core, sizes)));
  }

  private Stmt.Section section(List<Stmt.For> loops, List<Integer> sizes, Stmt body) {
    String dimensions = sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    return new Stmt.Section(kernelName + "Tile" + dimensions, purpose(loops), body);
  }

  /** Tiles of one size. */
  private record Part(int size, int tiles) {}

  /**
   * Whole tiles and what is left. Few that are left share evenly with the last whole tile: a small tile has too few sums to fill the time
   * that each takes to be added to.
   */
  private static List<Part> parts(int trips, int factor) {
    int tiles = trips / factor;
    int rest = trips % factor;
    if (tiles > 0 && rest > 0 && 2 * rest < factor) {
      tiles--;
      rest += factor;
    }
    List<Part> parts = new ArrayList<>();
    if (tiles > 0) {
      parts.add(new Part(factor, tiles));
    }
    if (rest > factor && rest % 2 == 0) {
      parts.add(new Part(rest / 2, 2));
    } else if (rest > factor) {
      parts.add(new Part(rest / 2 + 1, 1));
      parts.add(new Part(rest / 2, 1));
    } else if (rest > 0) {
      parts.add(new Part(rest, 1));
    }
    return parts;
  }

  /** How many terms a sum has. */
  private static long terms(Stmt.Block core) {
    return core.statements().stream()
        .filter(s -> s instanceof Stmt.For)
        .mapToLong(s -> Nest.of(s).loops().stream().mapToLong(Stmt.For::trips).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** For example {@code 12 sums at a time: 4 of oc, 3 of ox.} */
  private static String purpose(List<Stmt.For> loops) {
    List<Stmt.For> tiled = loops.stream().filter(l -> l.step() > 1).toList();
    if (tiled.isEmpty()) {
      return "One sum at a time.";
    }
    int sums = tiled.stream().mapToInt(Stmt.For::step).reduce(1, (a, b) -> a * b);
    String parts = tiled.stream().map(l -> l.step() + " of " + l.variable()).collect(Collectors.joining(", "));
    return sums + " sums at a time: " + parts + ".";
  }

  /** {@code count} copies of {@code core} for consecutive values of the loop's variable, statement by statement. */
  private static Stmt.Block jam(Stmt.Block core, Stmt.For loop, int count) {
    if (count == 1) {
      return core;
    }
    List<Stmt.Block> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Stmt copy = Rewrite.substitute(core, loop.variable(), Affine.of(loop.variable()).plus(i * loop.step()));
      for (Stmt s : core.statements()) {
        if (s instanceof Stmt.Let) {
          String local = ((Stmt.Let) s).local();
          copy = Rewrite.renameLocal(copy, local, local + (local.equals(AccumulateInLocal.SUM) ? "" : "_") + i);
        }
      }
      copies.add((Stmt.Block) copy);
    }
    List<Stmt> lets = new ArrayList<>();
    List<Stmt> stores = new ArrayList<>();
    List<Stmt> steps = new ArrayList<>();
    Nest terms = null;
    for (Stmt.Block copy : copies) {
      for (Stmt s : copy.statements()) {
        if (s instanceof Stmt.Let) {
          lets.add(s);
        } else if (s instanceof Stmt.Store) {
          stores.add(s);
        } else {
          terms = Nest.of(s);
          // Each copy under its own conditions: they look at the variable that tells the copies apart.
          steps.add(terms.conditions().isEmpty() ? terms.core() : new Stmt.If(terms.conditions(), terms.core()));
        }
      }
    }
    lets.add(Nest.wrap(terms.loops(), new Stmt.Block(steps)));
    lets.addAll(stores);
    return new Stmt.Block(lets);
  }

  private static <T> List<T> append(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
