/**
 * Measured strategies as a text file: what a line is about, how it is written and read. May import {@code org.convc.diagnostic}, {@code
 * org.convc.model}, {@code org.convc.schedule} and {@code org.convc.runtime}.
 */
package org.convc.tuning;
