/**
 * Files of {@code .conv} text to a folder of Java sources: shared by the goals of the Maven plugin and by the command. May import the
 * facade, the diagnostics and {@code org.convc.ir.CompilerDefect}; knows nothing of Maven.
 */
package org.convc.build;
