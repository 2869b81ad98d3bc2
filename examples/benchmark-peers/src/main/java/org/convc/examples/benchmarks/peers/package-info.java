/**
 * Native libraries as peers of the benchmarks: oneDNN and ONNX Runtime. They are found as services; where a library has
 * no native code for the machine, its peers say so and the others run. Imports {@link org.convc.examples.benchmarks}
 * and nothing else of convc.
 */
package org.convc.examples.benchmarks.peers;
