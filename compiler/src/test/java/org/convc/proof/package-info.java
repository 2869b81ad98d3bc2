/**
 * What convc promises, measured: one class for each figure, with one entry point. The ordinary build runs every figure at a small size, the
 * command in {@link org.convc.proof.Proof} at full size.
 */
package org.convc.proof;
