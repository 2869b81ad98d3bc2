/**
 * Tensors on disk: the formats {@code .npy} and {@code .npz} of NumPy, which whatever computes with tensors reads and writes. A file is
 * believed in nothing that can be checked: a damaged one is answered with {@link org.convc.runtime.npy.TensorFileException}. May import
 * {@code org.convc.runtime} and the JDK.
 */
package org.convc.runtime.npy;
