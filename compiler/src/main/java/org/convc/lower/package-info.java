/**
 * From a layer to the loop nest that defines each of its kernels, unscheduled. May import {@code org.convc.model} and {@code org.convc.ir}.
 */
package org.convc.lower;
