package org.convc.proof;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;

/** Layers that are compiled, used and forgotten leave nothing behind: no class loader, no metaspace. */
final class Figure13Unloading implements Figure {

  private static final int WARM_UP = 60;
  private static final int BUDGET = 5_000;

  /** What chance may add, such as classes of the JDK that are used for the first time. */
  private static final long MOST_BYTES = 1 << 20;

  private static final int COLLECTIONS = 20;

  @Override
  public String number() {
    return "13";
  }

  @Override
  public String what() {
    return "compile and drop: class loaders, metaspace";
  }

  @Override
  public String target() {
    return "none kept, flat";
  }

  @Override
  public long ordinary() {
    return 150;
  }

  @Override
  public long full() {
    return 100_000;
  }

  @Override
  public Finding measure(Size size) {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Size warm = new Size(WARM_UP, size.first() + size.count(), size.seed(), 1);
    List<String> failures = new ArrayList<>(Cases.run(number(), warm, index -> cycle(size.seed(), index, loaders)));
    collect(loaders);
    long before = metaspace();
    Size oneByOne = new Size(size.count(), size.first(), size.seed(), 1);
    failures.addAll(Cases.run(number(), oneByOne, index -> cycle(size.seed(), index, loaders)));
    long kept = collect(loaders);
    long growth = metaspace() - before;
    if (kept > 0) {
      failures.add(kept + " class loaders are kept");
    }
    if (growth > MOST_BYTES) {
      failures.add("metaspace has grown by " + growth + " bytes");
    }
    String value = String.format(Locale.ROOT, "%d kept, %+d kB", kept, growth / 1024);
    return new Finding(value, size.count(), 0, failures, List.of());
  }

  private static Optional<String> cycle(long seed, long index, List<WeakReference<ClassLoader>> loaders) {
    Layer layer = RandomLayers.layer(seed + 13, index, BUDGET);
    ConvLayer compiled = Convc.compile("dropped.conv", ConvText.print(layer), Calls.SAME_EVERYWHERE).layer(layer.name());
    LayerResults.run(compiled, LayerData.integers(layer, 1, index));
    loaders.add(new WeakReference<>(compiled.getClass().getClassLoader()));
    if (loaders.size() > 10_000) {
      loaders.removeIf(l -> l.get() == null);
    }
    return Optional.empty();
  }

  /** How many are left after collections, at most a few of which may be needed. */
  private static long collect(List<WeakReference<ClassLoader>> loaders) {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      loaders.removeIf(l -> l.get() == null);
      if (loaders.isEmpty()) {
        return 0;
      }
    }
    return loaders.size();
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .findFirst()
        .orElse(0);
  }
}
