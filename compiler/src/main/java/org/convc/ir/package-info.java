/**
 * The loop-nest intermediate representation, with its printer, its verifier and its interpreter.
 *
 * <p>A kernel is a statement over named buffers. Loops have constant bounds, apart from the one over the batch; subscripts are affine in
 * the loop variables; scalars are named locals. The meaning of a kernel is what {@link org.convc.ir.Interpreter} does with it. May import
 * {@code org.convc.runtime} for element types and activations.
 */
package org.convc.ir;
