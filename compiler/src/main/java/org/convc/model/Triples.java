package org.convc.model;

import java.util.List;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/** The related triples of a layer as places in its arrays, for one batch item. */
public final class Triples {

  private final Layer layer;
  private final Relation relation;
  private final List<Relation.Axis> axes;
  private final int[] windows;
  private final int[] taps;
  private final int[] positions;

  private Triples(Layer layer) {
    this.layer = layer;
    this.relation = layer.relation();
    this.axes = relation.axes();
    this.windows = axes.stream().mapToInt(Relation.Axis::windows).toArray();
    this.taps = axes.stream().mapToInt(Relation.Axis::taps).toArray();
    this.positions = axes.stream().mapToInt(Relation.Axis::positions).toArray();
  }

  /** Receives one term of a layer's linear map: {@code y[output] += x[input] * w[weight]}. */
  public interface Visitor {
    void term(int output, int input, int weight);
  }

  /** Visits every term once, ordered by window, channels and tap. Products with padding are not terms. */
  public static void forEach(Layer layer, Visitor visitor) {
    Triples triples = new Triples(layer);
    int[] window = new int[triples.axes.size()];
    do {
      int[] tap = new int[triples.axes.size()];
      do {
        triples.visit(window, tap, visitor);
      } while (next(tap, triples.taps));
    } while (next(window, triples.windows));
  }

  private void visit(int[] window, int[] tap, Visitor visitor) {
    int[] position = new int[axes.size()];
    int[] weightTap = new int[axes.size()];
    for (int i = 0; i < position.length; i++) {
      long related = axes.get(i).position(window[i], tap[i]);
      if (related < 0 || related >= positions[i]) {
        return;
      }
      position[i] = (int) related;
      weightTap[i] = axes.get(i).weight(tap[i]);
    }
    int tapCount = product(taps);
    int perGroup = relation.positionChannelsPerGroup();
    for (int oc = 0; oc < relation.windowChannels(); oc++) {
      int group = oc / relation.windowChannelsPerGroup();
      for (int ic = 0; ic < perGroup; ic++) {
        int weight = (oc * perGroup + ic) * tapCount + flat(weightTap, taps);
        int w = element(oc, relation.windowChannels(), window, windows);
        int p = element(group * perGroup + ic, relation.positionChannels(), position, positions);
        if (layer.kind() == LayerKind.CONVOLUTION) {
          visitor.term(w, p, weight);
        } else {
          visitor.term(p, w, weight);
        }
      }
    }
  }

  private int element(int channel, int channels, int[] at, int[] extents) {
    return layer.layout() == Layout.NCHW
        ? channel * product(extents) + flat(at, extents)
        : flat(at, extents) * channels + channel;
  }

  private static int flat(int[] at, int[] extents) {
    int flat = 0;
    for (int i = 0; i < at.length; i++) {
      flat = flat * extents[i] + at[i];
    }
    return flat;
  }

  private static int product(int[] extents) {
    int product = 1;
    for (int extent : extents) {
      product *= extent;
    }
    return product;
  }

  /** Counts up like an odometer; false after the last one. */
  private static boolean next(int[] at, int[] extents) {
    for (int i = at.length - 1; i >= 0; i--) {
      if (++at[i] < extents[i]) {
        return true;
      }
      at[i] = 0;
    }
    return false;
  }
}
