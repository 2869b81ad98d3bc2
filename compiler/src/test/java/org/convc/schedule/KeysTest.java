package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files of measurements call a strategy. */
class KeysTest {

  private static final int LAYERS = 60;

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void keysTellStrategiesApartAndLeadBackToThem(int bits) {
    Target target = new Target(bits);
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = RandomLayers.layer(5, i, 100_000);
      for (KernelKind kind : Definition.kinds(layer)) {
        List<Strategy> all = Candidates.all(layer, kind, target);
        Set<String> keys = new HashSet<>();
        for (Strategy s : all) {
          assertTrue(s.key().matches("[a-z0-9-]+(/[a-z0-9-]+)*"), s.key());
          assertTrue(keys.add(s.key()), "twice: " + s.key());
          Layer form = s.form(layer);
          assertTrue(s.suits(form, kind) || !s.misfit(form, kind).isBlank(), s.key());
        }
        for (Strategy s : Candidates.of(layer, kind, target)) {
          Choice choice = Scheduler.choose(layer, kind, target, (l, k, t) -> Optional.of(s.key()));
          assertEquals(Choice.Origin.TUNING, choice.origin());
          assertEquals(s.key(), choice.strategy().key());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void anUnknownKeyLeavesItToTheCosts(int bits) {
    Layer layer = RandomLayers.layer(5, 1, 100_000);
    Target target = new Target(bits);
    Choice choice = Scheduler.choose(layer, KernelKind.FORWARD, target, (l, k, t) -> Optional.of("position-lanes/0"));
    assertEquals(Candidates.of(layer, KernelKind.FORWARD, target).get(0).key(), choice.strategy().key());
  }
}
