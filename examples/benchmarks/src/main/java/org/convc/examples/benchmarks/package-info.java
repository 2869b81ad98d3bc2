/**
 * Times the kernels beside oneDNN, ONNX Runtime and plain loops, in one run and on the same tensors: a quick command, and benchmarks for
 * JMH. Uses convc as any program would, through {@link org.convc} and {@link org.convc.runtime}.
 */
package org.convc.examples.benchmarks;
