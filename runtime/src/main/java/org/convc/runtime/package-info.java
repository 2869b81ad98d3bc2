/**
 * What generated kernels and the programs that call them need: the layer interface, workspaces, activations. Depends on nothing but the
 * JDK, so that a program with kernels generated ahead of time ships this one small jar.
 */
package org.convc.runtime;
