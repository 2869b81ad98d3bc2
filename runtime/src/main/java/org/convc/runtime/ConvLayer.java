package org.convc.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The kernels of one layer. Instances are immutable and may be used by any number of threads at once; a {@link Workspace} serves one call
 * at a time.
 *
 * <p>All tensors are flat arrays of exactly the length that the shape says: data tensors {@code batch} times the shape in {@link #info()}.
 * Results overwrite their array. No call allocates on one thread. The methods with {@code float[]} serve layers of type float, those with
 * {@code double[]} layers of type double; the other ones throw. Every argument is checked before anything is written:
 *
 * <ul>
 *   <li>{@link NullPointerException} where an array, packed weights or the workspace is null, apart from {@code bias},
 *       which must be null exactly where the layer has no bias;
 *   <li>{@link IllegalArgumentException} where a length, the type, the batch, packed weights or the workspace does not
 *       fit, or where the result array is also an argument;
 *   <li>{@link IllegalStateException} where the workspace is in use by another call, or where a layer with an activation is asked for a
 *       gradient without a training workspace that has run {@code forward} on a batch of the same size.
 * </ul>
 *
 * <p>{@code dy} is always the gradient of the loss by the layer's output y, after the activation. The derivative of the activation is taken
 * at the biased sum of the most recent {@code forward} of the same training workspace.
 *
 * <p>Calls with plain weights bring them into the order in which the kernels read them each time. Where many calls
 * share their weights, {@link #packWeights(float[])} does that once.
 */
public interface ConvLayer {

  LayerInfo info();

  /** What the kernels work on: {@code plain arrays}, or for example {@code vectors of 256 bits}. */
  String kernels();

  /** As {@link #warmUp(Set, Duration)}, with at most 5 seconds for each call. */
  default WarmUpReport warmUp(Set<LayerCall> calls) {
    return warmUp(calls, Duration.ofSeconds(5));
  }

  /**
   * Leaves the layer at speed: makes calls of the given kinds on one item, with random numbers and memory of its own, until HotSpot has
   * compiled their kernels as well as it will. That takes some tenths of a second for a small kernel and one to three for a large one;
   * until then, kernels with vectors are up to some hundred times slower than afterwards. A call is settled when several rounds agree
   * within 20 % and nothing has become 25 % faster for a quarter of a second in which no other thread of the process worked, or for two
   * seconds whatever they do, and when calls allocate nothing any more, where Java tells. Calls with plain weights do what those with
   * packed ones and {@link LayerCall#PACK_WEIGHTS} do together. One call begun in time may end late, so the whole takes at most {@code
   * calls.size()} times {@code mostEach} and one more of each call.
   *
   * <p>HotSpot compiles a class once for all its layers, so one instance is enough; concurrent calls by other threads do no harm.
   *
   * @param calls such as {@link LayerCall#INFERENCE}
   * @param mostEach the bound for each of them
   * @return how long each of them took; {@link WarmUpReport#settled()} tells whether none of them ran into its bound
   * @throws IllegalArgumentException if the bound is not positive
   */
  default WarmUpReport warmUp(Set<LayerCall> calls, Duration mostEach) {
    return new WarmUp(this).run(calls, mostEach);
  }

  /** Scratch memory for batches of up to {@code maxBatch} items, enough for every kernel of a layer without an activation. */
  Workspace newWorkspace(int maxBatch);

  /** A workspace that also keeps the biased sum of each forward call, which the gradients of a layer with an activation need. */
  Workspace newTrainingWorkspace(int maxBatch);

  /**
   * As {@link #newWorkspace(int)}, for calls that several threads share: the caller's, and up to {@code threads - 1} that the executor
   * provides. What {@link Workspace} says of them holds.
   *
   * @param threads how many threads, the caller's among them, as a rule not more than there are cores for them
   * @throws IllegalArgumentException if there is less than one thread
   */
  Workspace newWorkspace(int maxBatch, Executor executor, int threads);

  /** As {@link #newTrainingWorkspace(int)}, for several threads as {@link #newWorkspace(int, Executor, int)}. */
  Workspace newTrainingWorkspace(int maxBatch, Executor executor, int threads);

  /**
   * The weights in the order in which {@code forward} and {@code backwardData} read them, in memory of their own.
   *
   * @throws OutOfMemoryError saying how much was asked for
   */
  PackedWeights packWeights(float[] weights);

  /**
   * Writes other weights into memory that this layer, or another one of the same class, has packed weights into;
   * allocates nothing. No other call may use the packed weights meanwhile, and threads that use them afterwards have to
   * learn of it from this one.
   */
  void repackWeights(float[] weights, PackedWeights packed);

  /** y = activation(x ⋆ weights + bias). */
  void forward(int batch, float[] x, float[] weights, float[] bias, float[] y, Workspace workspace);

  /** As {@link #forward(int, float[], float[], float[], float[], Workspace)}, to the bit. */
  void forward(int batch, float[] x, PackedWeights weights, float[] bias, float[] y, Workspace workspace);

  /** dx: the gradient by x of a loss whose gradient by y is dy. */
  void backwardData(int batch, float[] dy, float[] weights, float[] dx, Workspace workspace);

  /** As {@link #backwardData(int, float[], float[], float[], Workspace)}, to the bit. */
  void backwardData(int batch, float[] dy, PackedWeights weights, float[] dx, Workspace workspace);

  /** dWeights: the gradient by the weights, summed over the batch. */
  void backwardWeights(int batch, float[] x, float[] dy, float[] dWeights, Workspace workspace);

  /** dBias: the gradient by the bias, summed over the batch. Defined for layers without a bias too. */
  void backwardBias(int batch, float[] dy, float[] dBias, Workspace workspace);

  /** As {@link #packWeights(float[])}. */
  PackedWeights packWeights(double[] weights);

  /** As {@link #repackWeights(float[], PackedWeights)}. */
  void repackWeights(double[] weights, PackedWeights packed);

  /** As {@link #forward(int, float[], float[], float[], float[], Workspace)}. */
  void forward(int batch, double[] x, double[] weights, double[] bias, double[] y, Workspace workspace);

  /** As {@link #forward(int, float[], PackedWeights, float[], float[], Workspace)}. */
  void forward(int batch, double[] x, PackedWeights weights, double[] bias, double[] y, Workspace workspace);

  /** As {@link #backwardData(int, float[], float[], float[], Workspace)}. */
  void backwardData(int batch, double[] dy, double[] weights, double[] dx, Workspace workspace);

  /** As {@link #backwardData(int, float[], PackedWeights, float[], Workspace)}. */
  void backwardData(int batch, double[] dy, PackedWeights weights, double[] dx, Workspace workspace);

  /** As {@link #backwardWeights(int, float[], float[], float[], Workspace)}. */
  void backwardWeights(int batch, double[] x, double[] dy, double[] dWeights, Workspace workspace);

  /** As {@link #backwardBias(int, float[], float[], Workspace)}. */
  void backwardBias(int batch, double[] dy, double[] dBias, Workspace workspace);
}
