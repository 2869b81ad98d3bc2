package org.convc.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build explains kernels with vectors in a Java that runs without their module: all but the sizes of methods is known. */
class WithoutVectorsTest {

  @TempDir
  Path empty;

  /** Runs in the other Java. */
  static final class Explain {

    public static void main(String[] arguments) {
      CompileOptions options = CompileOptions.defaults().withTwins(List.of(256));
      Explanation explanation = Explanation.of(Convc.compile("a.conv", "conv A { input 8 x 9 x 9; filters 8; kernel 3; }", options));
      System.out.print(explanation.text());
      System.out.println(explanation.html().contains("sizes unknown: written by a Java without jdk.incubator.vector"));
      System.out.println(explanation.json().length() > 0);
    }
  }

  @Test
  void sizesOfMethodsAreUnknown() {
    String text = String.join("\n", OtherJvm.same().run(List.of(), empty, Explain.class, List.of()));
    assertTrue(text.contains("Kernels for vectors of 256 bits, any JDK\n"), text);
    assertTrue(text.contains(" methods (sizes unknown without jdk.incubator.vector)"), text);
    assertTrue(text.contains(" methods forwardTile") || text.contains(" methods forwardKernel"), text);
    assertTrue(text.endsWith("true\ntrue"), text);
  }
}
