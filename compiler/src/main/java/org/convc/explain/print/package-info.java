/**
 * Facts as text and as JSON, and the words and numbers that the HTML page has in common with them. May import {@code org.convc.facts} and
 * what that may import, {@code org.convc.ir} to print loop nests, {@code org.convc.emit} for the version, and jackson-core.
 */
package org.convc.explain.print;
