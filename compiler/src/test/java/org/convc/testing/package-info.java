/** Helpers that the tests of several packages share. */
package org.convc.testing;
