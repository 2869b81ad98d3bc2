/**
 * What a person or a program is told about the layers of a file: {@link org.convc.explain.Explanation}, and the measuring that it may ask
 * for. How it looks is the business of {@code print} and {@code page} below. May import these, {@code org.convc.facts} and what that may
 * import.
 */
package org.convc.explain;
