package org.convc.analysis;

import java.util.Optional;
import java.util.Set;

/** Names that a generated class cannot have because generated code means something else by them. */
final class ReservedNames {

  /** Keywords and literals of Java 17, which are no identifiers anywhere. */
  private static final Set<String> KEYWORDS =
      words(
          """
          abstract assert boolean break byte case catch char class const continue default do double else enum extends
          final finally float for goto if implements import instanceof int interface long native new package private
          protected public return short static strictfp super switch synchronized this throw throws transient try void
          volatile while _ true false null
          """);

  /** Words that Java takes for a name everywhere but in the place of a type. */
  private static final Set<String> RESTRICTED_TYPE_NAMES = words("permits record sealed var yield");

  /**
   * The public types of {@code java.lang} in Java 17 to 25. A class of such a name would be taken for it by all classes of its package.
   */
  private static final Set<String> JAVA_LANG =
      words(
          """
          AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException
          AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class
          ClassCastException ClassCircularityError ClassFormatError ClassLoader ClassNotFoundException ClassValue
          CloneNotSupportedException Cloneable Comparable Compiler Deprecated Double Enum
          EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float FunctionalInterface IO
          IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException
          IllegalMonitorStateException IllegalStateException IllegalThreadStateException
          IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal InstantiationError
          InstantiationException Integer InternalError InterruptedException Iterable LayerInstantiationException
          LinkageError Long MatchException Math Module ModuleLayer NegativeArraySizeException NoClassDefFoundError
          NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException NullPointerException Number
          NumberFormatException Object OutOfMemoryError Override Package Process ProcessBuilder ProcessHandle Readable
          Record ReflectiveOperationException Runnable Runtime RuntimeException RuntimePermission SafeVarargs
          ScopedValue SecurityException SecurityManager Short StableValue StackOverflowError StackTraceElement
          StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings
          System Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError
          UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError
          VirtualMachineError Void WrongThreadException
          """);

  /** The public types of {@code org.convc.runtime}, from which generated classes inherit and which they use. */
  private static final Set<String> RUNTIME =
      words(
          """
          Activation ActivationDerivatives Activations ConvLayer Cosines DoubleConvLayer DoubleKernels ElementType
          FloatConvLayer FloatKernels KernelMemory Kernels LayerCall LayerInfo LayerKind Layout PackedWeights Shape
          Team TermFence WarmUpReport Workspace WorkspacePlan
          """);

  /** Other types that generated kernels use: of {@code java.util}, {@code java.nio} and the Vector API. */
  private static final Set<String> LIBRARY =
      words(
          """
          Arrays ByteOrder DoubleVector FloatVector IntVector Vector VectorMask VectorOperators VectorShape
          VectorShuffle VectorSpecies
          """);

  /** First parts of the names of the packages that generated classes use. */
  private static final Set<String> PACKAGES = words("java javax jdk org");

  private ReservedNames() {}

  /** Whether a word of the language, which is made of letters A to Z, digits and {@code _}, can name a part of a package in Java. */
  static boolean isJavaName(String word) {
    return !KEYWORDS.contains(word);
  }

  /** Whether a word can name a class in Java. */
  static boolean isJavaTypeName(String word) {
    return isJavaName(word) && !RESTRICTED_TYPE_NAMES.contains(word);
  }

  /** Why a layer cannot have a name that Java would allow. */
  static Optional<String> reason(String layer) {
    if (JAVA_LANG.contains(layer)) {
      return Optional.of("generated classes use java.lang." + layer);
    }
    if (RUNTIME.contains(layer)) {
      return Optional.of("generated classes use org.convc.runtime." + layer);
    }
    if (LIBRARY.contains(layer)) {
      return Optional.of("generated classes use a library's " + layer);
    }
    if (PACKAGES.contains(layer)) {
      return Optional.of("generated classes use packages whose names start with " + layer);
    }
    return Optional.empty();
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
