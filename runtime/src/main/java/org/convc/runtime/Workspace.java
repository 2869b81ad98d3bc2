package org.convc.runtime;

/** Scratch memory of one layer, owned by the caller and reused from call to call. Serves one call at a time. */
public final class Workspace {}
