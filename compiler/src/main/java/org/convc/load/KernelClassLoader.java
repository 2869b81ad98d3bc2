package org.convc.load;

import java.util.Map;

/** Holds the classes of one layer, and goes with it. */
final class KernelClassLoader extends ClassLoader {

  private final Map<String, byte[]> classes;

  KernelClassLoader(ClassLoader parent, Map<String, byte[]> classes) {
    super(parent);
    this.classes = Map.copyOf(classes);
  }

  /** The classes of the layer are this loader's own, even where the parent knows others of their names. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
    }
  }
}
