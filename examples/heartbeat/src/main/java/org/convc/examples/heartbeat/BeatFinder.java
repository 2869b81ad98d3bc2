package org.convc.examples.heartbeat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds beats where the signal is steep for long enough, after Pan and Tompkins, A real-time QRS detection algorithm (1985); then takes the
 * typical beat for a matched filter, which places the beats and tells how alike they are.
 */
final class BeatFinder {

  /** What the kernels are made for, samples a second. */
  static final double RATE = 360;

  /** {@code Smooth} keeps every third sample. */
  private static final int STEP = 3;

  /** Taps of {@code Match}. */
  private static final int BEAT_LENGTH = 37;

  /** No heart beats again within 0.25 s. */
  private static final int REFRACTORY = 30;

  /** How far the main wave may be from where the signal is steepest: 0.1 s. */
  private static final int NEAR = 12;

  private final WindowedLayer smooth = new WindowedLayer(new Smooth(), Numbers.gaussian(25, 4));

  private final WindowedLayer slopes =
      new WindowedLayer(new Slopes(), 1 / 8.0, 2 / 8.0, 0, -2 / 8.0, -1 / 8.0, 1 / 4.0, 0, -2 / 4.0, 0, 1 / 4.0);

  private final WindowedLayer integrate = new WindowedLayer(new Integrate(), Numbers.even(19));

  Beats find(Recording recording) {
    double[] signal = smooth.apply(recording.at(RATE).samples());
    double[] activity = integrate.apply(energy(slopes.apply(signal)));
    int[] waves = Arrays.stream(peaks(activity)).map(peak -> mainWave(signal, peak)).distinct().toArray();

    double[] typical = typical(signal, waves);
    double[] match = new WindowedLayer(new Match(), typical).apply(signal);
    double[] times = new double[waves.length];
    double[] similarity = new double[waves.length];
    for (int i = 0; i < waves.length; i++) {
      int best = Numbers.argmax(match, waves[i] - NEAR / 2, waves[i] + NEAR / 2);
      double size = Numbers.spread(Numbers.around(signal, best, BEAT_LENGTH));
      similarity[i] = size == 0 ? 0 : match[best] / size;
      times[i] = seconds(best);
    }
    return new Beats(times, similarity, typical);
  }

  /** The squares of both slopes of each sample, which are neighbours in memory, added. */
  private static double[] energy(double[] slopes) {
    double[] energy = new double[slopes.length / 2];
    Arrays.setAll(energy, i -> slopes[2 * i] * slopes[2 * i] + slopes[2 * i + 1] * slopes[2 * i + 1]);
    return energy;
  }

  /** The tops above the threshold of their surroundings; of those within the refractory time, the highest. */
  private static int[] peaks(double[] activity) {
    Threshold threshold = Threshold.of(activity);
    List<Integer> peaks = new ArrayList<>();
    for (int i = 1; i < activity.length - 1; i++) {
      boolean top = activity[i] > activity[i - 1] && activity[i] >= activity[i + 1];
      if (top && activity[i] > threshold.at(i)) {
        int last = peaks.size() - 1;
        if (last < 0 || i - peaks.get(last) > REFRACTORY) {
          peaks.add(i);
        } else if (activity[i] > activity[peaks.get(last)]) {
          peaks.set(last, i);
        }
      }
    }
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where the signal is farthest from the middle of its surroundings. */
  private static int mainWave(double[] signal, int peak) {
    double level = Numbers.median(Numbers.around(signal, peak, 6 * NEAR));
    int wave = peak;
    for (int i = Math.max(0, peak - NEAR); i <= Math.min(peak + NEAR, signal.length - 1); i++) {
      wave = Math.abs(signal[i] - level) > Math.abs(signal[wave] - level) ? i : wave;
    }
    return wave;
  }

  /** The median of all beats, sample by sample: unusual ones do not blur it. */
  private static double[] typical(double[] signal, int[] waves) {
    double[][] beats = Arrays.stream(waves).mapToObj(wave -> Numbers.around(signal, wave, BEAT_LENGTH))
        .map(Numbers::normalised)
        .toArray(double[][]::new);
    double[] typical = new double[BEAT_LENGTH];
    if (beats.length > 0) {
      Arrays.setAll(typical, i -> Numbers.median(Arrays.stream(beats).mapToDouble(beat -> beat[i]).toArray()));
    }
    return Numbers.normalised(typical);
  }

  /** Output i of {@code Smooth} lies over sample 3 i + 1. */
  private static double seconds(int index) {
    return (STEP * index + 1) / RATE;
  }
}
