/**
 * The parser that ANTLR generates from {@code Conv.g4} and what it needs: tokens, syntax records as they are recognised, messages and
 * recovery. Only {@link org.convc.parser.antlr.SyntaxReader} and {@link org.convc.parser.antlr.TokenReader} are meant for others. May
 * import {@code org.convc.syntax} and {@code org.convc.diagnostic}.
 */
package org.convc.parser.antlr;
