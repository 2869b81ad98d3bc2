/** A program that finds heart beats. Its layers are declared in {@code src/main/conv}; the build turns them into classes of this package. */
package org.convc.examples.heartbeat;
