/**
 * Which passes make a kernel fast, and why these. A strategy is a choice of algorithm and schedule for a layer, one of its kernels and a
 * target. May import {@code org.convc.model}, {@code org.convc.ir}, {@code org.convc.lower}, {@code org.convc.pass} and {@code
 * org.convc.algebra}.
 */
package org.convc.schedule;
