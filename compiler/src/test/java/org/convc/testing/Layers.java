package org.convc.testing;

import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;

/** Variants of a layer. */
public final class Layers {

  private Layers() {}

  /** The same layer with another activation. */
  public static Layer withActivation(Layer l, Activation activation) {
    return new Layer(
        l.name(), l.javaPackage(), l.documentation(), l.origin(), l.kind(), l.type(), l.layout(), l.flipped(), l.groups(),
        l.inputChannels(), l.outputChannels(), l.axes(), l.bias(), activation, l.accuracy());
  }

  /** The same layer with other numbers. */
  public static Layer withType(Layer l, ElementType type) {
    return new Layer(
        l.name(), l.javaPackage(), l.documentation(), l.origin(), l.kind(), type, l.layout(), l.flipped(), l.groups(),
        l.inputChannels(), l.outputChannels(), l.axes(), l.bias(), l.activation(), l.accuracy());
  }

  /** The same layer under another name. */
  public static Layer named(Layer l, String javaPackage, String name) {
    return new Layer(
        name, javaPackage, l.documentation(), l.origin(), l.kind(), l.type(), l.layout(), l.flipped(), l.groups(),
        l.inputChannels(), l.outputChannels(), l.axes(), l.bias(), l.activation(), l.accuracy());
  }
}
