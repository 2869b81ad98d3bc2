package org.convc.runtime;

import java.lang.reflect.Method;
import java.util.OptionalLong;

/**
 * What the process tells of itself while a call is repeated. Asked through reflection, so that nothing here needs more than
 * {@code java.base}.
 */
final class ProcessFigures {

  private static final String PROCESS_TYPE = "com.sun.management.OperatingSystemMXBean";
  private static final String THREADS_TYPE = "com.sun.management.ThreadMXBean";

  private final Object process;
  private final Method processTime;
  private final Object threads;
  private final Method threadTime;
  private final Method threadBytes;

  private ProcessFigures(Object process, Method processTime, Object threads, Method threadTime, Method threadBytes) {
    this.process = process;
    this.processTime = processTime;
    this.threads = threads;
    this.threadTime = threadTime;
    this.threadBytes = threadBytes;
  }

  /** One that knows nothing where the program runs without the module {@code jdk.management}. */
  static ProcessFigures find() {
    try {
      Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
      return new ProcessFigures(
          factory.getMethod("getOperatingSystemMXBean").invoke(null),
          Class.forName(PROCESS_TYPE).getMethod("getProcessCpuTime"),
          factory.getMethod("getThreadMXBean").invoke(null),
          Class.forName(THREADS_TYPE).getMethod("getCurrentThreadCpuTime"),
          Class.forName(THREADS_TYPE).getMethod("getCurrentThreadAllocatedBytes"));
    } catch (ReflectiveOperationException | LinkageError e) {
      return new ProcessFigures(null, null, null, null, null);
    }
  }

  /**
   * The processor time that all threads but the calling one have used, in nanoseconds; empty where this Java or this system does not
   * tell. HotSpot's compilers are among them, and this is the only sign of a compilation under way: the total that Java itself gives of
   * compilation grows when one ends.
   */
  OptionalLong nanosOfOthers() {
    OptionalLong all = ask(processTime, process);
    OptionalLong mine = ask(threadTime, threads);
    return all.isPresent() && mine.isPresent() ? OptionalLong.of(all.getAsLong() - mine.getAsLong()) : OptionalLong.empty();
  }

  /** What the calling thread has allocated so far, in bytes; empty where this Java does not tell. Asking allocates a little, too. */
  OptionalLong bytes() {
    return ask(threadBytes, threads);
  }

  private static OptionalLong ask(Method method, Object bean) {
    if (bean == null) {
      return OptionalLong.empty();
    }
    try {
      long value = (long) method.invoke(bean);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not supported here, or not this bean: that is no reason to fail.
      return OptionalLong.empty();
    }
  }
}
