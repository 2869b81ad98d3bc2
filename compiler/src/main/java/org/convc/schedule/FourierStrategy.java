package org.convc.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.FourierDefinition;
import org.convc.lower.FourierTiles;
import org.convc.lower.RelationLoops;
import org.convc.model.Axis;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.OutlineSections;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.UnrollTaps;
import org.convc.pass.Vectorise;
import org.convc.pass.VectoriseCopies;
import org.convc.pass.VectoriseTransforms;

/**
 * Fourier transforms: a filter of many taps costs no more than one of few. They round otherwise than the definition, so they are no
 * candidate where results must be exact.
 */
public final class FourierStrategy implements Strategy {

  /** Fewer are never worth it, and need not be looked at. */
  private static final int LEAST_TAPS = 16;

  private static final int MOST_STEPS = 48;

  /** What sums of products in the order of the definition may be off by. */
  private static final int DIRECT_ERROR = 4;

  /** What twice as many numbers that are transformed together add to the error. */
  private static final double ERROR_OF_DOUBLING = 2;

  private final int lanes;
  private final int sums;

  /**
   * @param lanes numbers of a vector
   * @param sums vectors that a tile of products keeps in registers
   */
  public FourierStrategy(int lanes, int sums) {
    this.lanes = lanes;
    this.sums = sums;
  }

  @Override
  public String name() {
    return "Fourier transforms";
  }

  @Override
  public String key() {
    return "fourier/" + lanes + "/" + sums;
  }

  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    long taps = layer.axes().stream().mapToLong(Axis::kernel).reduce(1, (a, b) -> a * b);
    return taps >= LEAST_TAPS && FourierDefinition.suits(layer, kind) && FourierSizes.of(layer, kind, lanes).isPresent();
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "made for strides and dilations of 1, kernels of at least " + LEAST_TAPS + " taps, at most two axes, and spectra that fit into memory";
  }

  /**
   * Every stage rounds each number a few times, and what it loses grows no further: transforms keep sums of squares. So the error grows with
   * the number of stages, by a factor that was measured; see ACCURACY.md.
   */
  @Override
  public int error(Layer layer, KernelKind kind) {
    double numbers = tiles(layer, kind).axes().stream().mapToDouble(FourierTiles.Axis::size).reduce(1, (x, y) -> x * y);
    return (int) Math.ceil(DIRECT_ERROR + ERROR_OF_DOUBLING * Math.log(numbers) / Math.log(2));
  }

  @Override
  public Kernel definition(Layer layer, KernelKind kind) {
    return FourierDefinition.of(layer, kind, tiles(layer, kind));
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    List<Pass> passes = new ArrayList<>();
    passes.add(new VectoriseTransforms(FourierDefinition.LANE, lanes));
    passes.add(new Vectorise(FourierDefinition.LANE, lanes));
    passes.add(new VectoriseCopies(lanes));
    passes.add(new DropSingleTrips());
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind)));
    passes.add(new UnrollTaps(Set.of(FourierDefinition.PART), MOST_STEPS));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    if (kind != KernelKind.BACKWARD_WEIGHTS) {
      passes.add(new SplitPacking());
    }
    passes.add(new SplitAmongThreads());
    passes.add(new OutlineSections());
    return passes;
  }

  /** Both parts of complex numbers, of channels and of tiles of the result, or of both kinds of channels of a gradient of weights. */
  private Map<LoopVar, Integer> tile(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    boolean gradient = kind == KernelKind.BACKWARD_WEIGHTS;
    RelationLoops.Loop channel = gradient ? loops.windowChannel() : KernelSides.channel(layer, kind, loops);
    int others = gradient ? loops.positionChannel().extent() : tilesAtATime(tiles(layer, kind));
    int together = Math.min(channel.extent(), others == 1 ? sums / 2 : sums / 4);
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    tile.put(channel.variable(), together);
    tile.put(gradient ? loops.positionChannel().variable() : FourierDefinition.TILE, Math.min(others, sums / 2 / together));
    tile.put(FourierDefinition.RESULT_PART, 2);
    return tile;
  }

  private FourierTiles tiles(Layer layer, KernelKind kind) {
    return FourierSizes.of(layer, kind, lanes).orElseThrow().tiles();
  }

  private static int tilesAtATime(FourierTiles tiles) {
    return tiles.axes().stream().mapToInt(FourierTiles.Axis::together).reduce(1, (a, b) -> a * b);
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    return FourierSizes.of(layer, kind, lanes).orElseThrow().cycles();
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    List<FourierTiles.Axis> axes = tiles(layer, kind).axes();
    String sizes = axes.stream().map(a -> Integer.toString(a.size())).collect(Collectors.joining(" x "));
    String tiles = axes.stream().map(a -> Integer.toString(a.tiles())).collect(Collectors.joining(" x "));
    return "Fourier transforms of " + sizes + ", " + tiles + " tiles, vectors of " + lanes + ", errors up to " + error(layer, kind) + " units";
  }
}
