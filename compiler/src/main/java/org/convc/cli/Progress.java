package org.convc.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that says what takes so long, from the second second on, and is wiped away at the end. */
final class Progress implements AutoCloseable {

  /** Set by the launcher, which knows whether the standard error is a terminal. */
  static final String TERMINAL = "convc.terminal";

  /** From this release on there is a console even where there is no terminal. */
  private static final int FIRST_WITH_ANY_CONSOLE = 22;

  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter err;
  private final ScheduledExecutorService clock;
  private final long began = System.nanoTime();
  private volatile String doing = "";
  private boolean shown;

  Progress(PrintWriter err) {
    this(err, isTerminal(), 1000);
  }

  Progress(PrintWriter err, boolean terminal, long milliseconds) {
    this.err = err;
    this.clock = terminal ? Executors.newSingleThreadScheduledExecutor(Progress::thread) : null;
    if (terminal) {
      clock.scheduleAtFixedRate(this::show, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }
  }

  /** What is being done from now on. */
  void doing(String what) {
    doing = what;
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdown();
      wipe();
    }
  }

  private synchronized void show() {
    if (!clock.isShutdown()) {
      shown = true;
      err.print(WIPE + "convc: " + doing + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
      err.flush();
    }
  }

  private synchronized void wipe() {
    if (shown) {
      err.print(WIPE);
      err.flush();
    }
  }

  /** Without the launcher, Java tells only whether the standard input and the standard output are one. */
  private static boolean isTerminal() {
    String told = System.getProperty(TERMINAL);
    return told != null ? Boolean.parseBoolean(told) : System.console() != null && Runtime.version().feature() < FIRST_WITH_ANY_CONSOLE;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "convc-progress");
    thread.setDaemon(true);
    return thread;
  }
}
