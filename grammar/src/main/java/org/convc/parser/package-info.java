/**
 * Text to syntax records, or to tokens. The one place that knows ANTLR; nothing of it escapes. May import {@code org.convc.syntax} and
 * {@code org.convc.diagnostic}.
 */
package org.convc.parser;
