package org.convc.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.convc.runtime.Workspace;

/** The scratch memory of a workspace, which programs never see: tests fill it with what no kernel may take for its own. */
final class Scratch {

  private Scratch() {}

  /** NaN in every scratch array of every thread and in every packed one. The biased sums that a training workspace keeps stay. */
  static void fill(Workspace workspace) {
    for (String what : new String[] {"scratch", "packed"}) {
      for (float[] array : (float[][]) arrays(workspace, "floats", what, new float[0][])) {
        Arrays.fill(array, Float.NaN);
      }
      for (double[] array : (double[][]) arrays(workspace, "doubles", what, new double[0][])) {
        Arrays.fill(array, Double.NaN);
      }
    }
    for (float[][] ofThread : (float[][][]) ofThreads(workspace, "floats", new float[0][][])) {
      for (float[] array : ofThread) {
        Arrays.fill(array, Float.NaN);
      }
    }
    for (double[][] ofThread : (double[][][]) ofThreads(workspace, "doubles", new double[0][][])) {
      for (double[] array : ofThread) {
        Arrays.fill(array, Double.NaN);
      }
    }
  }

  private static Object ofThreads(Workspace workspace, String name, Object none) {
    Object team = arrays(workspace, name, "team", null);
    if (team == null) {
      return none;
    }
    try {
      Field scratch = team.getClass().getDeclaredField("scratch");
      scratch.setAccessible(true);
      return scratch.get(team);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("A team keeps its scratch memory elsewhere now", e);
    }
  }

  private static Object arrays(Workspace workspace, String name, String what, Object none) {
    try {
      Field field = Workspace.class.getDeclaredField(name);
      field.setAccessible(true);
      Object typed = field.get(workspace);
      if (typed == null) {
        return none;
      }
      Method arrays = typed.getClass().getDeclaredMethod(what);
      arrays.setAccessible(true);
      return arrays.invoke(typed);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("Workspace keeps its scratch memory elsewhere now", e);
    }
  }
}
