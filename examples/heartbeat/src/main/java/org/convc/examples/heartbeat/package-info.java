/**
 * A program that finds heart beats. Its layers are declared in {@code src/main/conv}; the build makes classes of this package from them.
 */
package org.convc.examples.heartbeat;
