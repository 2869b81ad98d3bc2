package org.convc.proof;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Runs numbered cases, several at once, and gathers what fails. Shows progress while that takes long. */
final class Cases {

  private static final int MOST_FAILURES = 10;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** One case. */
  interface Case {

    /** Measures one case; what comes back, or is thrown, breaks the promise. */
    Optional<String> run(long index) throws Exception;
  }

  private final String figure;
  private final Size size;
  private final List<String> failures = new ArrayList<>();
  private final AtomicLong next;
  private final long begin = System.nanoTime();
  private long failed;
  private long lastProgress = System.nanoTime();

  private Cases(String figure, Size size) {
    this.figure = figure;
    this.size = size;
    this.next = new AtomicLong(size.first());
  }

  /** The texts of the cases that failed, each with a line that runs it again. */
  static List<String> run(String figure, Size size, Case body) {
    Cases cases = new Cases(figure, size);
    if (size.threads() == 1 || size.count() == 1) {
      cases.work(body);
      return cases.found();
    }
    ExecutorService threads = Executors.newFixedThreadPool(size.threads());
    for (int i = 0; i < size.threads(); i++) {
      threads.execute(() -> cases.work(body));
    }
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
    return cases.found();
  }

  private void work(Case body) {
    long end = size.first() + size.count();
    for (long i = next.getAndIncrement(); i < end && !Thread.interrupted(); i = next.getAndIncrement()) {
      Optional<String> failure;
      try {
        failure = body.run(i);
      } catch (Exception | AssertionError | StackOverflowError e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        failure = Optional.of(trace.toString());
      }
      done(i, failure);
    }
  }

  private synchronized void done(long index, Optional<String> failure) {
    if (failure.isPresent()) {
      failed++;
      if (failures.size() < MOST_FAILURES) {
        failures.add("case " + index + ": " + failure.get() + "\nagain: " + size.replay(figure, index));
      }
    }
    long now = System.nanoTime();
    if (now - lastProgress > PROGRESS_NANOS) {
      lastProgress = now;
      long cases = index - size.first() + 1;
      System.out.printf(
          "figure %s: %,d of %,d cases, %,d failed, %d s%n",
          figure, cases, size.count(), failed, TimeUnit.NANOSECONDS.toSeconds(now - begin));
    }
  }

  private synchronized List<String> found() {
    List<String> all = new ArrayList<>(failures);
    if (failed > failures.size()) {
      all.add((failed - failures.size()) + " more");
    }
    return all;
  }
}
