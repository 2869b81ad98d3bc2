package org.convc.facts;

/**
 * How long a call took that runs a kernel on one batch item.
 *
 * @param kernel as generated classes name it
 * @param milliseconds the best call of the last round
 * @param settled whether calls had stopped becoming faster; false where the time allowed came first
 */
public record Timing(String layer, String kernel, double milliseconds, boolean settled) {}
