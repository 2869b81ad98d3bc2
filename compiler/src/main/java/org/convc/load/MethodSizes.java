package org.convc.load;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.convc.ir.CompilerDefect;

/**
 * The sizes of the methods of a class in bytes of bytecode, read from the class file (The Java Virtual Machine Specification, chapter 4).
 * HotSpot never compiles a method of more than 8,000 bytes, so a larger one would run a hundred times slower.
 */
public final class MethodSizes {

  /** What a generated method may take. */
  public static final int LIMIT = 7_500;

  private static final int MAGIC_AND_VERSION = 8;
  private static final int ACCESS_THIS_SUPER = 6;

  private MethodSizes() {}

  /**
   * @throws CompilerDefect if a method of one of the classes is above {@code limit}
   */
  public static void check(Map<String, byte[]> classes, int limit, String source) {
    classes.forEach(
        (name, bytes) ->
            of(bytes)
                .forEach(
                    (method, size) -> {
                      if (size > limit) {
                        String large = "method size: " + name + "." + method + " has " + size + " bytes of bytecode";
                        throw new CompilerDefect(large + ", at most " + limit + " are allowed", source);
                      }
                    }));
  }

  /** Sizes by name and descriptor, {@code tile([F[FII)V}; methods without code are left out. */
  public static Map<String, Integer> of(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(MAGIC_AND_VERSION);
      String[] texts = constantPool(in);
      in.skipNBytes(ACCESS_THIS_SUPER);
      in.skipNBytes(2L * in.readUnsignedShort());
      skipFields(in);
      Map<String, Integer> sizes = new TreeMap<>();
      for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
        in.readUnsignedShort();
        String name = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
          String attribute = texts[in.readUnsignedShort()];
          long length = Integer.toUnsignedLong(in.readInt());
          if (attribute.equals("Code")) {
            in.readInt();
            sizes.put(name, in.readInt());
            length -= 2 * Integer.BYTES;
          }
          in.skipNBytes(length);
        }
      }
      return sizes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of the pool, null for entries of other kinds. */
  private static String[] constantPool(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1: // Utf8
          texts[i] = in.readUTF();
          break;
        case 5: // Long, Double: take two entries
        case 6:
          in.skipNBytes(Long.BYTES);
          i++;
          break;
        case 7: // Class, String, MethodType, Module, Package
        case 8:
        case 16:
        case 19:
        case 20:
          in.skipNBytes(Short.BYTES);
          break;
        case 15: // MethodHandle
          in.skipNBytes(Short.BYTES + Byte.BYTES);
          break;
        default: // numbers, references, NameAndType, Dynamic, InvokeDynamic
          in.skipNBytes(Integer.BYTES);
          break;
      }
    }
    return texts;
  }

  private static void skipFields(DataInputStream in) throws IOException {
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(ACCESS_THIS_SUPER);
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        in.readUnsignedShort();
        in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
      }
    }
  }
}
