package org.convc.runtime;

import java.lang.reflect.Method;
import java.util.OptionalLong;

/**
 * The processor time that all threads of the process but the calling one have used, among them HotSpot's compilers. That is the only sign
 * of a compilation under way: the total that Java itself gives of compilation grows when one ends. Asked through reflection, so that
 * nothing here needs more than {@code java.base}.
 */
final class OtherThreads {

  private static final String PROCESS_TYPE = "com.sun.management.OperatingSystemMXBean";
  private static final String THREADS_TYPE = "java.lang.management.ThreadMXBean";

  private final Object process;
  private final Method processTime;
  private final Object threads;
  private final Method threadTime;

  private OtherThreads(Object process, Method processTime, Object threads, Method threadTime) {
    this.process = process;
    this.processTime = processTime;
    this.threads = threads;
    this.threadTime = threadTime;
  }

  /** One that knows nothing where the program runs without the module {@code jdk.management}. */
  static OtherThreads find() {
    try {
      Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
      return new OtherThreads(
          factory.getMethod("getOperatingSystemMXBean").invoke(null),
          Class.forName(PROCESS_TYPE).getMethod("getProcessCpuTime"),
          factory.getMethod("getThreadMXBean").invoke(null),
          Class.forName(THREADS_TYPE).getMethod("getCurrentThreadCpuTime"));
    } catch (ReflectiveOperationException | LinkageError e) {
      return new OtherThreads(null, null, null, null);
    }
  }

  /** In nanoseconds; empty where this Java or this system does not tell. */
  OptionalLong nanos() {
    if (process == null) {
      return OptionalLong.empty();
    }
    try {
      long all = (long) processTime.invoke(process);
      long mine = (long) threadTime.invoke(threads);
      return all < 0 || mine < 0 ? OptionalLong.empty() : OptionalLong.of(all - mine);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not supported here, or not this bean: that is no reason to fail.
      return OptionalLong.empty();
    }
  }
}
