/**
 * The command {@code convc}: what it takes from a shell and what it tells it. A subcommand is a class of its own, which leaves the work to
 * the packages that programs use as well. May import {@code org.convc} and everything below it but {@code org.convc.parser.antlr}; nobody
 * imports it.
 */
package org.convc.cli;
