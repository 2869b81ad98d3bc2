package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every part of a statement runs once and is done when the call goes on, whatever the executor does. */
@Timeout(120)
class TeamTest {

  private final List<ExecutorService> pools = new ArrayList<>();

  @AfterEach
  void shutDown() {
    pools.forEach(ExecutorService::shutdownNow);
  }

  private ExecutorService pool(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    pools.add(pool);
    return pool;
  }

  /** A team whose parts do what a test says. */
  private static final class Counting extends Team {
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicIntegerArray inside;
    volatile IntConsumer perPart = part -> {};
    volatile AtomicIntegerArray runs;
    volatile String received;

    Counting(Executor executor, int threads) {
      super(executor, threads);
      inside = new AtomicIntegerArray(threads);
    }

    @Override
    void range(int statement, int from, int to, int[] values, int thread) {
      assertEquals(1, inside.incrementAndGet(thread), "two threads with the scratch of one");
      threads.add(Thread.currentThread());
      received = statement + Arrays.toString(values);
      try {
        for (int part = from; part < to; part++) {
          runs.incrementAndGet(part);
          perPart.accept(part);
        }
      } finally {
        inside.decrementAndGet(thread);
      }
    }

    @Override
    void forget() {}

    void check(int parts) {
      runs = new AtomicIntegerArray(parts);
      run(parts, parts);
      for (int i = 0; i < parts; i++) {
        assertEquals(1, runs.get(i), "runs of part " + i + " of " + parts);
      }
    }

    void call(int statements) {
      open();
      try {
        for (int i = 0; i < statements; i++) {
          check(1 + i * 37 % 211);
        }
      } finally {
        close();
      }
    }
  }

  @Test
  void everyPartRunsOnce() {
    for (int threads = 1; threads <= 9; threads++) {
      Counting team = new Counting(pool(3), threads);
      for (int call = 0; call < 20; call++) {
        team.call(100);
      }
    }
  }

  @Test
  void helpersTakePart() throws InterruptedException {
    Counting team = new Counting(pool(2), 3);
    CountDownLatch all = new CountDownLatch(3);
    team.perPart = part -> {
      all.countDown();
      await(all);
    };
    team.open();
    team.check(100);
    team.close();
    assertEquals(3, team.threads.size());
    assertTrue(all.await(0, TimeUnit.SECONDS));
  }

  @Test
  void valuesArrive() {
    Counting team = new Counting(pool(1), 2);
    team.open();
    for (int i = 0; i < 9; i++) {
      team.at(10 * i);
    }
    team.runs = new AtomicIntegerArray(1);
    team.run(7, 1);
    assertTrue(team.received.startsWith("7[0, 10, 20, 30, 40, 50, 60, 70, 80"), team.received);
    team.at(5).run(8, 1);
    assertTrue(team.received.startsWith("8[5, 10"), team.received);
    team.close();
  }

  @Test
  void theCallerDoesWhatTheExecutorRefuses() {
    AtomicInteger asked = new AtomicInteger();
    Counting team = new Counting(task -> {
      asked.incrementAndGet();
      throw new RejectedExecutionException();
    }, 4);
    team.call(50);
    assertEquals(Set.of(Thread.currentThread()), team.threads);
    assertEquals(1, asked.get());
    team.call(50);
    assertEquals(2, asked.get());
    ExecutorService over = pool(2);
    over.shutdown();
    new Counting(over, 3).call(50);
  }

  @Test
  void tasksThatNeverRunAreNotWaitedFor() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    Counting team = new Counting(tasks::add, 4);
    team.call(50);
    assertEquals(3, tasks.size());
    // Late, and more often than asked for.
    List<Runnable> late = List.copyOf(tasks);
    tasks.clear();
    late.forEach(Runnable::run);
    late.forEach(Runnable::run);
    team.call(50);
    assertEquals(3, tasks.size());
  }

  @Test
  void anExecutorMayRunTasksAtOnce() {
    Counting team = new Counting(Runnable::run, 4);
    team.call(500);
    assertEquals(Set.of(Thread.currentThread()), team.threads);
  }

  @Test
  void theCallerMayBeTheOnlyThreadOfTheExecutor() throws Exception {
    ExecutorService one = pool(1);
    Counting team = new Counting(one, 4);
    one.submit(() -> team.call(500)).get();
    assertEquals(1, team.threads.size());
  }

  /** Other errors than refusals are the executor's, and reach the caller. */
  @Test
  void whatTheExecutorThrowsReachesTheCaller() {
    IllegalStateException broken = new IllegalStateException("broken executor");
    boolean[] works = {false};
    ExecutorService pool = pool(2);
    Counting team = new Counting(task -> {
      if (!works[0]) {
        throw broken;
      }
      pool.execute(task);
    }, 3);
    team.open();
    team.runs = new AtomicIntegerArray(100);
    assertSame(broken, assertThrows(IllegalStateException.class, () -> team.run(0, 100)));
    team.close();
    works[0] = true;
    team.call(100);
  }

  @Test
  void whatAPartThrowsReachesTheCaller() {
    Counting team = new Counting(pool(3), 4);
    for (int failing = 0; failing < 100; failing++) {
      int bad = failing;
      ArithmeticException thrown = new ArithmeticException("part " + bad);
      team.perPart = part -> {
        if (part == bad) {
          throw thrown;
        }
      };
      team.open();
      team.runs = new AtomicIntegerArray(100);
      assertSame(thrown, assertThrows(ArithmeticException.class, () -> team.run(0, 100)));
      team.close();
      team.perPart = part -> {};
      team.call(3);
    }
  }

  @Test
  void severalFailuresAreOne() {
    Counting team = new Counting(pool(3), 4);
    CountDownLatch all = new CountDownLatch(4);
    team.perPart = part -> {
      all.countDown();
      await(all);
      throw new ArithmeticException(Thread.currentThread().getName());
    };
    team.open();
    team.runs = new AtomicIntegerArray(100);
    ArithmeticException thrown = assertThrows(ArithmeticException.class, () -> team.run(0, 100));
    assertEquals(3, thrown.getSuppressed().length);
    team.close();
  }

  /** The caller waits for a part that has begun, interrupted or not, and stays interrupted. */
  @Test
  void interruptsDoNotBreakOff() {
    Thread caller = Thread.currentThread();
    Counting team = new Counting(pool(1), 2);
    CountDownLatch both = new CountDownLatch(2);
    team.perPart = part -> {
      both.countDown();
      while (both.getCount() > 0) {
        Thread.onSpinWait();
      }
      if (Thread.currentThread() != caller) {
        caller.interrupt();
        sleep(50);
      }
    };
    team.open();
    team.check(2);
    team.close();
    assertTrue(Thread.interrupted());
    assertFalse(Thread.interrupted());
  }

  @Test
  void callersShareAPool() throws Exception {
    for (ExecutorService pool : List.of(pool(2), (ExecutorService) new ForkJoinPool(3))) {
      pools.add(pool);
      List<Future<?>> callers = new ArrayList<>();
      ExecutorService own = pool(6);
      for (int i = 0; i < 6; i++) {
        Counting team = new Counting(pool, 2 + i % 3);
        // Half of the callers are on threads of the pool itself.
        callers.add((i % 2 == 0 ? own : pool).submit(() -> {
          for (int call = 0; call < 50; call++) {
            team.call(100);
          }
        }));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  @Test
  void workspacesTellTheirThreads() {
    ConvLayer layer = Pointwise.layer(ElementType.FLOAT, false, Activation.of(Activation.Function.RELU));
    Executor executor = Runnable::run;
    assertEquals(1, layer.newWorkspace(1).threads());
    assertEquals(1, layer.newWorkspace(1, executor, 1).threads());
    Workspace three = layer.newTrainingWorkspace(2, executor, 3);
    assertEquals(3, three.threads());
    assertEquals("workspace of Mix for 2 items, training, 3 threads, " + three.bytes() + " bytes", three.toString());
    assertThrows(NullPointerException.class, () -> layer.newWorkspace(1, null, 1));
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> layer.newTrainingWorkspace(1, executor, 0));
    assertEquals("threads: expected at least 1, got 0", none.getMessage());
  }

  @Test
  void eachThreadHasItsOwnScratch() {
    LayerInfo info = Pointwise.info(ElementType.DOUBLE, false, Activation.NONE);
    WorkspacePlan plan = new WorkspacePlan(info, KernelMemory.none().scratch(10).threadScratch(3, 4));
    Workspace workspace = plan.allocate(1, false, Runnable::run, 3);
    assertEquals((10 + 3 * 7) * Double.BYTES, workspace.bytes());
    assertEquals(3, workspace.doubles.scratch().length);
    assertEquals(17 * Double.BYTES, plan.allocate(1, false).bytes());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
