/**
 * What a program calls: compile a {@code .conv} file, get its layers, their sources and their matrices. May import every other package of
 * the compiler; none of them imports this one.
 */
package org.convc;
