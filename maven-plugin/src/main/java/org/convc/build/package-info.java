/**
 * A folder of {@code .conv} files to a folder of Java sources. Plain Java, shared by all goals. May import the facade, the diagnostics and
 * {@code org.convc.ir.CompilerDefect}; knows nothing of Maven.
 */
package org.convc.build;
