/**
 * Messages for the people who write {@code .conv} files: where a mistake is, what is wrong, the arithmetic that failed and how to mend it;
 * and a page about each kind. Imports nothing of convc, so that every stage may report.
 */
package org.convc.diagnostic;
