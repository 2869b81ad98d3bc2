package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.Pass;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;

/** A pass that breaks a kernel is named. */
class SchedulerTest {

  private static final Layer LAYER = RandomLayers.layer(5, 1, 10_000);

  @Test
  void theFirstOfThePassesThatLeavesSomethingIllFormedIsNamed() {
    CompilerDefect defect = scheduled(new Unchanged(), new CallsNobody(), new Unchanged());
    assertEquals("defect in convc: broken, CallsNobody: defect in convc: verifier: no routine nobody", defect.getMessage());
  }

  @Test
  void aPassThatFailsIsNamed() {
    CompilerDefect defect = scheduled(new Unchanged(), new Fails());
    assertEquals("defect in convc: broken, Fails: no idea", defect.getMessage());
  }

  private static CompilerDefect scheduled(Pass... passes) {
    Strategy strategy = new Broken(List.of(passes));
    return assertThrows(CompilerDefect.class, () -> Scheduler.schedule(LAYER, KernelKind.FORWARD, strategy));
  }

  private static final class Unchanged implements Pass {
    @Override
    public Kernel apply(Kernel kernel) {
      return kernel;
    }
  }

  private static final class CallsNobody implements Pass {
    @Override
    public Kernel apply(Kernel kernel) {
      return kernel.withBody(new Stmt.Call("nobody", List.of()));
    }
  }

  private static final class Fails implements Pass {
    @Override
    public Kernel apply(Kernel kernel) {
      throw new IllegalStateException("no idea");
    }
  }

  private record Broken(List<Pass> passes) implements Strategy {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String key() {
      return name();
    }

    @Override
    public boolean suits(Layer layer, KernelKind kind) {
      return true;
    }

    @Override
    public List<Pass> passes(Layer layer, KernelKind kind) {
      return passes;
    }

    @Override
    public double cycles(Layer layer, KernelKind kind) {
      return 0;
    }

    @Override
    public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
      return name();
    }
  }
}
