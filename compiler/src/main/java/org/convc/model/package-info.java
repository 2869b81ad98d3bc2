/**
 * Validated layers: every number resolved, every shape inferred, overflow impossible. Also the one relation between input positions, kernel
 * taps and output positions from which all kernels are derived. May import {@code org.convc.runtime} for the enums that callers see too.
 */
package org.convc.model;
