/**
 * From the loop-nest IR to Java source. One class per layer, the same text for every compiler and every run: no dates, no order that
 * depends on hashing. May import {@code org.convc.ir}, {@code org.convc.model}, {@code org.convc.runtime} and JavaPoet.
 */
package org.convc.emit;
