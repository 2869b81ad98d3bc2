/**
 * From a layer to the loop nest that defines each of its kernels, unscheduled: {@link org.convc.lower.Definition} by the relation itself,
 * {@link org.convc.lower.WinogradDefinition} and {@link org.convc.lower.FourierDefinition} with fewer multiplications and other rounding,
 * {@link org.convc.lower.StridedGradient} and {@link org.convc.lower.StridedWindows}, already in tiles, with the same terms and others that have a
 * zero as a factor.
 * May import {@code org.convc.model}, {@code org.convc.ir} and {@code org.convc.algebra}.
 */
package org.convc.lower;
