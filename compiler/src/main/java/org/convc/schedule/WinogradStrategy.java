package org.convc.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.algebra.MinimalFilter;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.Correlation;
import org.convc.lower.RelationLoops;
import org.convc.lower.WinogradDefinition;
import org.convc.lower.WinogradTiles;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.OutlineSections;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.SplitTerms;
import org.convc.pass.Vectorise;
import org.convc.pass.VectoriseCopies;
import org.convc.pass.VectoriseTransforms;

/**
 * Winograd's minimal filtering: fewer multiplications than the definition has, and other rounding, so it is no candidate where results must
 * be exact. Channels are in the lanes of vectors throughout; the batched products take nearly all of the time.
 */
public final class WinogradStrategy implements Strategy {

  /** Bytes of transformed tiles and of their products that are worked on at a time: what a second-level cache holds. */
  private static final long CACHED_BYTES = 1 << 19;

  /** The most of them, where the transformed weights, which are read again each time, are more than the cache holds. */
  private static final long MOST_BYTES = 1 << 24;

  /** More is beyond all caches many times over. */
  private static final long MOST_SCRATCH_BYTES = 1 << 28;

  /** How many times the bytes of all sums are transformed at a time for a gradient of weights, which is added to each time. */
  private static final int SUMS_EACH_TIME = 4;

  /** Terms of a sum beside which more blocks of sums than the second-level cache holds are worth it: they share what they read. */
  private static final int MANY_TILES = 64;

  private static final int MOST_RUN = 64;

  private static final int LEAST_RUN = 16;

  /** What sums of products in the order of the definition may be off by. */
  private static final int DIRECT_ERROR = 4;

  private static final int MOST_TAPS = 5;

  /** How much more than the mean amplification is stated. */
  private static final double ROOM = 1.5;

  private final int lanes;
  private final int vectors;
  private final int sums;
  private final int outputs;

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of a block of channels
   * @param sums vectors that a tile of products keeps in registers
   * @param outputs {@code m} of F(m, r) along each axis that has more than one tap: at most 4, beyond which errors were not measured
   */
  public WinogradStrategy(int lanes, int vectors, int sums, int outputs) {
    if (outputs < 2 || outputs > 4) {
      throw new IllegalArgumentException("tiles of " + outputs);
    }
    this.lanes = lanes;
    this.vectors = vectors;
    this.sums = sums;
    this.outputs = outputs;
  }

  @Override
  public String name() {
    return "Winograd F(" + outputs + ", r)";
  }

  @Override
  public String key() {
    return "winograd/" + lanes + "/" + vectors + "/" + sums + "/" + outputs;
  }

  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return WinogradDefinition.suits(layer, kind)
        && layer.axes().stream().anyMatch(a -> a.kernel() > 1)
        && layer.axes().stream().allMatch(a -> a.kernel() <= MOST_TAPS)
        && scratchBytes(layer, kind) <= MOST_SCRATCH_BYTES;
  }

  /** Of the transformed weights, and of a row of tiles and its products, which cannot be worked on in parts. */
  private double scratchBytes(Layer layer, KernelKind kind) {
    Correlation correlation = Correlation.of(layer, kind);
    double points = 1;
    double tiles = 1;
    List<Integer> sizes = outputs(layer);
    for (int i = 0; i < sizes.size(); i++) {
      Correlation.Axis axis = correlation.axes().get(i);
      points *= sizes.get(i) + axis.taps() - 1;
      tiles = (double) axis.phases() * Costs.ceil(axis.ofPhase(), sizes.get(i));
    }
    double operands = Costs.ceil(correlation.operandChannels(), lanes * vectors) * (double) (lanes * vectors);
    double results = Costs.ceil(correlation.resultChannels(), lanes * vectors) * (double) (lanes * vectors);
    double weights = kind == KernelKind.BACKWARD_WEIGHTS ? 0 : correlation.groups() * operands * results;
    return points * layer.type().bytes() * Math.max(weights, tiles * (operands + results));
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "made for strides of 1, kernels of 2 to " + MOST_TAPS + " taps, at most two axes, and less than " + (MOST_SCRATCH_BYTES >> 20)
        + " MB of transformed numbers";
  }

  /**
   * The errors of intermediate numbers are as good as independent of each other, so that they grow with the root of what the numbers do: for
   * two axes that is the mean of their amplifications. What was measured, see ACCURACY.md, comes close to that where there are few channels;
   * half as much again leaves room.
   */
  @Override
  public int error(Layer layer, KernelKind kind) {
    double product = 1;
    List<Integer> sizes = outputs(layer);
    for (int i = 0; i < sizes.size(); i++) {
      int taps = layer.axes().get(i).kernel();
      boolean weights = kind == KernelKind.BACKWARD_WEIGHTS;
      product *= (weights ? MinimalFilter.of(taps, sizes.get(i)) : MinimalFilter.of(sizes.get(i), taps)).amplification();
    }
    return (int) Math.ceil(DIRECT_ERROR + ROOM * Math.sqrt(product));
  }

  @Override
  public Kernel definition(Layer layer, KernelKind kind) {
    return WinogradDefinition.of(layer, kind, tiles(layer, kind));
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    LoopVar channel = lanes(layer, kind, loops).variable();
    LoopVar other = broadcast(layer, kind, loops).variable();
    List<Pass> passes = new ArrayList<>();
    passes.add(new VectoriseTransforms(channel, lanes));
    passes.add(new VectoriseTransforms(other, lanes));
    passes.add(
        kind == KernelKind.BACKWARD_WEIGHTS
            ? new SplitTerms(WinogradDefinition.TILE, run(WinogradDefinition.tiles(layer, kind, tiles(layer, kind))))
            : new SplitTerms(other, run(broadcast(layer, kind, loops).extent())));
    passes.add(new Vectorise(channel, lanes));
    passes.add(new VectoriseCopies(lanes));
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind)));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitPacking());
    passes.add(new SplitAmongThreads());
    passes.add(new OutlineSections());
    return passes;
  }

  /**
   * Terms of the innermost loop, about half of those of a sum: on JDK 17 a tile of one loop is compiled to one with sums on the stack now
   * and then, a nest of two is not.
   */
  private static int run(int terms) {
    for (int run = Math.min(MOST_RUN, terms / 2); run >= LEAST_RUN; run--) {
      if (terms % run == 0) {
        return run;
      }
    }
    return terms;
  }

  /** The channels in the lanes of products: of the result, of the windows for the gradient of weights. */
  private static RelationLoops.Loop lanes(Layer layer, KernelKind kind, RelationLoops loops) {
    return kind == KernelKind.BACKWARD_WEIGHTS ? loops.windowChannel() : KernelSides.channel(layer, kind, loops);
  }

  /** The channels whose numbers are broadcast. */
  private static RelationLoops.Loop broadcast(Layer layer, KernelKind kind, RelationLoops loops) {
    return kind == KernelKind.BACKWARD_WEIGHTS ? loops.positionChannel() : KernelSides.otherChannel(layer, kind, loops);
  }

  private Map<LoopVar, Integer> tile(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      tile.put(broadcast(layer, kind, loops).variable(), divisor(lanes * vectors, sums / vectors));
    } else {
      tile.put(WinogradDefinition.TILE, sums / vectors);
    }
    tile.put(lanes(layer, kind, loops).variable(), vectors);
    return tile;
  }

  private WinogradTiles tiles(Layer layer, KernelKind kind) {
    Correlation correlation = Correlation.of(layer, kind);
    List<Integer> sizes = outputs(layer);
    long points = 1;
    for (int i = 0; i < sizes.size(); i++) {
      points *= sizes.get(i) + correlation.axes().get(i).taps() - 1;
    }
    Correlation.Axis columns = correlation.axes().get(sizes.size() - 1);
    int bytes = layer.type().bytes();
    long bytesOfTile = points * (correlation.operandChannels() + correlation.resultChannels()) * bytes;
    long bytesOfRow = bytesOfTile * columns.phases() * Costs.ceil(columns.ofPhase(), sizes.get(sizes.size() - 1));
    long bytesOfWeights = points * correlation.operandChannels() * correlation.resultChannels() * bytes;
    boolean weights = kind == KernelKind.BACKWARD_WEIGHTS;
    long worth = weights ? SUMS_EACH_TIME * bytesOfWeights : bytesOfWeights;
    long most = Math.min(MOST_BYTES, Math.max(CACHED_BYTES, worth)) / bytesOfRow;
    int rows = sizes.size() == 1 ? 1 : Costs.ceil(correlation.axes().get(0).ofPhase(), sizes.get(0));
    int allPhases = sizes.size() == 1 ? 1 : correlation.axes().get(0).phases();
    int phases = divisor(allPhases, Math.max(1, most));
    int block = lanes * vectors;
    int together = rows(rows, (int) Math.max(1, Math.min(rows, most / phases)));
    WinogradTiles tiles = new WinogradTiles(sizes, block, phases, together);
    if (!weights) {
      return tiles;
    }
    int blocks = WinogradDefinition.tiles(layer, kind, tiles) < MANY_TILES ? 2 : 4;
    int resultBlocks = divisor(Costs.ceil(correlation.resultChannels(), block), blocks);
    int operandBlocks = divisor(Costs.ceil(correlation.operandChannels(), block), blocks);
    return new WinogradTiles(sizes, block, phases, together, resultBlocks, operandBlocks);
  }

  /** Rows of tiles to work on at a time: at most {@code most}, a divisor of all if that is not much smaller. */
  private static int rows(int rows, int most) {
    int factor = Tiles.factor(rows, most);
    return rows % factor == 0 ? factor : Tiles.even(rows, most);
  }

  /** The largest divisor of a number up to {@code most}. */
  private static int divisor(int number, long most) {
    return IntStream.iterate(number, d -> d - 1).filter(d -> number % d == 0 && d <= most).findFirst().orElseThrow();
  }

  private List<Integer> outputs(Layer layer) {
    return layer.axes().stream().map(a -> a.kernel() == 1 ? 1 : Math.min(outputs, Costs.ceil(a.output(), a.dilation()))).toList();
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    boolean gradient = kind == KernelKind.BACKWARD_WEIGHTS;
    int broadcast = gradient ? divisor(lanes * vectors, sums / vectors) : sums / vectors;
    return new WinogradCycles(layer, kind, tiles(layer, kind), lanes, vectors).of(broadcast);
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    List<Integer> sizes = outputs(layer);
    String filters =
        IntStream.range(0, sizes.size())
            .mapToObj(i -> "F(" + sizes.get(i) + ", " + layer.axes().get(i).kernel() + ")")
            .collect(Collectors.joining(" x "));
    return "Winograd " + filters + ", vectors of " + lanes + ", tiles of "
        + Tiles.text(tile(layer, kind))
        + ", errors up to " + error(layer, kind) + " units";
  }
}
