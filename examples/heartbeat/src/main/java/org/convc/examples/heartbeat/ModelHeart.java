package org.convc.examples.heartbeat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a recording: five bell curves a beat (P, Q, R, S and T), about 72 beats a minute that follow the breath, every 17th beat an early
 * and wide one, and the usual disturbances.
 *
 * @param recording in millivolts
 * @param beats when the R waves are, in seconds
 * @param early how many of the beats are early and wide
 */
record ModelHeart(Recording recording, List<Double> beats, int early) {

  /** Each wave: height in mV, centre and width in seconds from the R wave. */
  private static final double[][] NORMAL = {
    {0.15, -0.18, 0.025}, {-0.12, -0.03, 0.010}, {1.10, 0, 0.011}, {-0.25, 0.03, 0.012}, {0.30, 0.28, 0.055}
  };

  private static final double[][] EARLY = {{1.3, 0, 0.045}, {-0.5, 0.22, 0.07}};

  private static final int EVERY = 17;

  static ModelHeart beating(double seconds, double rate, long seed) {
    Random random = new Random(seed);
    double[] samples = new double[(int) (seconds * rate)];
    for (int i = 0; i < samples.length; i++) {
      double t = i / rate;
      double breath = 0.3 * Math.sin(2 * Math.PI * 0.22 * t);
      double mains = 0.04 * Math.sin(2 * Math.PI * 50 * t);
      samples[i] = breath + mains + 0.03 * random.nextGaussian();
    }
    List<Double> beats = new ArrayList<>();
    int early = 0;
    double t = 0.5;
    while (t < seconds - 0.5) {
      boolean isEarly = beats.size() % EVERY == EVERY - 1;
      beats.add(t);
      add(samples, rate, t, isEarly ? EARLY : NORMAL);
      early += isEarly ? 1 : 0;
      double interval = 60.0 / 72 * (1 + 0.05 * Math.sin(2 * Math.PI * 0.22 * t));
      boolean nextIsEarly = beats.size() % EVERY == EVERY - 1;
      t += interval * (nextIsEarly ? 0.7 : isEarly ? 1.3 : 1);
    }
    return new ModelHeart(new Recording(samples, rate), List.copyOf(beats), early);
  }

  private static void add(double[] samples, double rate, double beat, double[][] waves) {
    for (double[] wave : waves) {
      double centre = beat + wave[1];
      int from = Math.max(0, (int) ((centre - 5 * wave[2]) * rate));
      int to = Math.min(samples.length, (int) ((centre + 5 * wave[2]) * rate) + 1);
      for (int i = from; i < to; i++) {
        double distance = (i / rate - centre) / wave[2];
        samples[i] += wave[0] * Math.exp(-distance * distance / 2);
      }
    }
  }
}
