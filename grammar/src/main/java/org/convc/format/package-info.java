/**
 * The layout of a {@code .conv} file: a text in, the same tokens and comments in normal form out. What normal form is stands in
 * {@code grammar/LANGUAGE.md}.
 *
 * <pre>  tokens --LineReader--> lines --Gaps--> lines --Printer--> text</pre>
 *
 * May import {@code org.convc.parser}, {@code org.convc.syntax} and {@code org.convc.diagnostic}.
 */
package org.convc.format;
