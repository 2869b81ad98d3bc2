package org.convc.examples.benchmarks.peers;

import ai.onnxruntime.OrtException;
import java.util.Optional;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;
import org.convc.examples.benchmarks.Pass;
import org.convc.examples.benchmarks.Peer;

/** ONNX Runtime on its own processor kernels: forward only, as it is not made for learning. */
public final class OnnxRuntimePeer implements Peer {

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public String layout() {
    return "nchw";
  }

  @Override
  public Optional<String> version() {
    return Optional.of("ONNX Runtime " + OnnxRuntimeLibrary.version());
  }

  @Override
  public Optional<String> missing(int threads) {
    return OnnxRuntimeLibrary.missing();
  }

  @Override
  public boolean parallel() {
    return true;
  }

  @Override
  public Call prepare(LayerSpec layer, Pass pass, Operands operands, int threads) {
    if (pass != Pass.FORWARD) {
      throw new UnsupportedOperationException("ONNX Runtime has forward only");
    }
    try {
      return new OnnxRuntimeCall(OnnxRuntimeLibrary.environment(), layer, operands, threads);
    } catch (OrtException e) {
      if (e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED) {
        throw new UnsupportedOperationException(NativeError.line(e), e);
      }
      throw new IllegalStateException(NativeError.line(e), e);
    }
  }
}
