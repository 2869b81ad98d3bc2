package org.convc.analysis;

import org.convc.diagnostic.Span;
import org.convc.model.StrategyFamily;
import org.convc.model.VectorWidths;

/**
 * How a layer is to be compiled; no part of what it computes.
 *
 * @param strategyPlace where the file says that about the strategy; its beginning, where somebody else does
 */
public record LayerSettings(StrategyFamily strategy, Span strategyPlace, VectorWidths vectors) {}
