package org.convc.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.Tensor;
import org.junit.jupiter.api.Test;

/** The entry points work: without a fuzzer, on valid inputs that are cut everywhere. */
class FuzzersTest {

  private static final String CONV = "package a.b;\n/** D. */\nconv A { input 3 x 8 x 9; filters 2 * 2; kernel 3; pad same; /* c */ }\n";

  private interface Fuzzer {
    void run(byte[] bytes) throws Exception;
  }

  @Test
  void texts() {
    onEveryPart(CONV.getBytes(UTF_8), FrontendFuzzer::fuzzerTestOneInput);
    onEveryPart("convc tuning 1\nforward | a | b | c | d | e | 1\n".getBytes(UTF_8), TuningFuzzer::fuzzerTestOneInput);
  }

  @Test
  void tensors() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    NpyFile.write(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), whole);
    onEveryPart(whole.toByteArray(), TensorFuzzer::fuzzerTestOneInput);
  }

  private static void onEveryPart(byte[] whole, Fuzzer fuzzer) {
    for (int length = 0; length <= whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertDoesNotThrow(() -> fuzzer.run(part), () -> new String(part, UTF_8));
    }
  }
}
