package org.convc.examples.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;

/**
 * A session over buffers outside the heap for input and output, so that nothing is copied or allocated but what the
 * runtime itself does.
 */
final class OnnxRuntimeCall implements Call {

  private final FloatBuffer output;
  private final OrtSession session;
  private final OnnxTensor x;
  private final OnnxTensor y;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final String operator;

  OnnxRuntimeCall(OrtEnvironment environment, LayerSpec layer, Operands operands, int threads) throws OrtException {
    OnnxModel model = new OnnxModel(layer);
    operator = model.operator();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model.encode(operands.weights()), options);
    }
    FloatBuffer input = direct(layer.inputLength()).put(0, operands.x());
    output = direct(layer.outputLength());
    x = OnnxTensor.createTensor(environment, input, model.inputShape());
    y = OnnxTensor.createTensor(environment, output, model.outputShape());
    inputs = Map.of(OnnxModel.INPUT, x);
    outputs = Map.of(OnnxModel.OUTPUT, y);
  }

  private static FloatBuffer direct(int length) {
    return ByteBuffer.allocateDirect(Float.BYTES * length).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void run() {
    try {
      session.run(inputs, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new IllegalStateException(NativeError.line(e), e);
    }
  }

  @Override
  public void result(float[] into) {
    output.get(0, into);
  }

  @Override
  public String strategy() {
    return operator;
  }

  @Override
  public void close() {
    x.close();
    y.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(NativeError.line(e), e);
    }
  }
}
