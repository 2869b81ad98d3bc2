/**
 * Entry points for a fuzzer that is led by coverage: {@code mvn -Pfuzz -pl compiler -am process-test-classes
 * -Dfuzz.target=FrontendFuzzer}.
 * They need nothing of it, and tests run them on a few inputs.
 */
package org.convc.fuzz;
