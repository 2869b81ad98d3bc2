package org.convc.examples.benchmarks.peers;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;
import org.convc.examples.benchmarks.Pass;

/**
 * A primitive of oneDNN over memory of its own. What goes in is reordered once before, what comes out when it is asked
 * for; the call itself is the primitive alone, through the C interface, as the C++ one builds a map for each call.
 */
final class OneDnnCall implements Call {

  private final OneDnnDescriptors descriptors;
  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);
  private final Deque<Pointer> owned = new ArrayDeque<>();
  private final String implementation;
  private final dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(3);
  private final dnnl_primitive executable;
  private final dnnl_stream executableQueue;
  private int count;
  private memory result;
  private memory.desc resultPlain;

  private OneDnnCall(LayerSpec layer, Pass pass, Operands operands, boolean best) {
    this.descriptors = new OneDnnDescriptors(OneDnnShape.of(layer), layer.transposed(), best);
    own(cpu);
    own(queue);
    own(arguments);
    primitive_desc description = own(descriptors.create(cpu, pass));
    implementation = OneDnnDescriptors.name(description);
    switch (pass) {
      case FORWARD -> {
        input(dnnl.DNNL_ARG_SRC, operands.x(), descriptors.source(), description.src_desc());
        input(dnnl.DNNL_ARG_WEIGHTS, operands.weights(), descriptors.weights(), description.weights_desc());
        output(dnnl.DNNL_ARG_DST, descriptors.destination(), description.dst_desc());
      }
      case BACKWARD_DATA -> {
        input(dnnl.DNNL_ARG_DIFF_DST, operands.dy(), descriptors.destination(), description.diff_dst_desc());
        input(dnnl.DNNL_ARG_WEIGHTS, operands.weights(), descriptors.weights(), description.weights_desc());
        output(dnnl.DNNL_ARG_DIFF_SRC, descriptors.source(), description.diff_src_desc());
      }
      case BACKWARD_WEIGHTS -> {
        input(dnnl.DNNL_ARG_SRC, operands.x(), descriptors.source(), description.src_desc());
        input(dnnl.DNNL_ARG_DIFF_DST, operands.dy(), descriptors.destination(), description.diff_dst_desc());
        output(dnnl.DNNL_ARG_DIFF_WEIGHTS, descriptors.weights(), description.diff_weights_desc());
      }
    }
    executable = own(new primitive(description)).get();
    executableQueue = queue.get();
  }

  /**
   * @throws UnsupportedOperationException if oneDNN has nothing for the layer
   */
  static OneDnnCall prepare(LayerSpec layer, Pass pass, Operands operands, boolean best) {
    return new OneDnnCall(layer, pass, operands, best);
  }

  private <P extends Pointer> P own(P pointer) {
    owned.push(pointer);
    return pointer;
  }

  private void input(int argument, float[] values, memory.desc plain, memory.desc wanted) {
    memory given = own(new memory(plain, cpu));
    new FloatPointer(given.get_data_handle()).put(values);
    argument(argument, reordered(given, plain, wanted));
  }

  private void output(int argument, memory.desc plain, memory.desc wanted) {
    resultPlain = plain;
    result = own(new memory(wanted, cpu));
    argument(argument, result);
  }

  private void argument(int argument, memory value) {
    arguments.getPointer(count++).arg(argument).memory(value.get());
  }

  private memory reordered(memory given, memory.desc is, memory.desc wanted) {
    if (is.equals(wanted)) {
      return given;
    }
    memory other = own(new memory(wanted, cpu));
    try (reorder copy = new reorder(given, other)) {
      copy.execute(queue, given, other);
      queue._wait();
    }
    return other;
  }

  @Override
  public void run() {
    int status = dnnl.dnnl_primitive_execute(executable, executableQueue, count, arguments);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN: status " + status + " of " + implementation);
    }
    dnnl.dnnl_stream_wait(executableQueue);
  }

  @Override
  public void result(float[] into) {
    memory plain = reordered(result, result.get_desc(), resultPlain);
    new FloatPointer(plain.get_data_handle()).get(into);
  }

  @Override
  public String strategy() {
    return implementation;
  }

  @Override
  public void close() {
    owned.forEach(Pointer::close);
    owned.clear();
  }
}
