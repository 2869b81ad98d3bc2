/**
 * Messages for programs: as JSON and as SARIF, the formats of {@code grammar/DIAGNOSTICS.md}, and how many there are. May import {@code
 * org.convc.diagnostic}.
 */
package org.convc.report;
