/**
 * A program as a user would write it: it compiles a {@code .conv} file for the size of a picture, filters the picture,
 * and learns a filter back. May import the compiler's facade and the runtime.
 */
package org.convc.examples.pictures;
