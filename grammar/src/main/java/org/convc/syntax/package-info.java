/**
 * What a {@code .conv} file says, as immutable records with the place of every word. No meaning yet: numbers are unevaluated expressions
 * and property names are plain words. May import {@code org.convc.diagnostic} for spans.
 */
package org.convc.syntax;
