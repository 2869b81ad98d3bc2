/**
 * One layer, run on tensors in files: what a pass needs and gives, and where tensors come from and go to. May import
 * {@code org.convc.runtime} and {@code org.convc.runtime.npy}; it does not compile anything.
 */
package org.convc.run;
