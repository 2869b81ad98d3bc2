package org.convc.examples.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatFinderTest {

  @ParameterizedTest
  @CsvSource({"60, 360, 1", "60, 360, 2", "300, 250, 3", "17, 1000, 4"})
  void findsEveryBeatOfTheModelAtItsTime(double seconds, double rate, long seed) {
    ModelHeart heart = ModelHeart.beating(seconds, rate, seed);

    Beats found = new BeatFinder().find(heart.recording());

    List<Double> beats = heart.beats();
    assertEquals(beats.size(), found.count());
    for (int i = 0; i < beats.size(); i++) {
      assertEquals(beats.get(i), found.times()[i], 0.05, "beat " + i);
    }
    assertEquals(heart.early(), found.unusual());
    double perMinute = 60 * (beats.size() - 1) / (beats.get(beats.size() - 1) - beats.get(0));
    assertEquals(perMinute, found.perMinute(), 0.2);
  }

  @Test
  void theSizeOfTheSignalDoesNotMatter() {
    Recording recording = ModelHeart.beating(60, 360, 5).recording();
    double[] larger = recording.samples().clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] = 1e6 + 200 * larger[i];
    }

    assertEquals(
        new BeatFinder().find(recording).count(), new BeatFinder().find(new Recording(larger, 360)).count());
  }

  @Test
  void aFlatLineHasNoBeats() {
    Beats found = new BeatFinder().find(new Recording(new double[3600], 360));

    assertEquals(0, found.count());
    assertTrue(Double.isNaN(found.perMinute()));
  }
}
