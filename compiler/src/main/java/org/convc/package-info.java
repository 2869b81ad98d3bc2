/**
 * What a program calls: compile a {@code .conv} file, get its layers, their sources, their plans and their matrices, and measure which
 * strategies are fastest. May import every other package of the compiler; none of them imports this one.
 */
package org.convc;
