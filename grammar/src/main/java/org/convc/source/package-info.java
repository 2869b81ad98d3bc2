/**
 * Where {@code .conv} files are, and how an import finds one: roots, paths within them, and the search. Reads no file's meaning. May import
 * nothing of convc.
 */
package org.convc.source;
