package org.convc.examples.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtoMessageTest {

  /** The examples of protobuf.dev/programming-guides/encoding. */
  @Test
  void fieldsAreEncodedAsTheSpecificationShows() {
    ProtoMessage number = new ProtoMessage().integer(1, 150);
    assertEquals("089601", hex(number));
    assertEquals("120774657374696e67", hex(new ProtoMessage().text(2, "testing")));
    assertEquals("1a03089601", hex(new ProtoMessage().message(3, number)));
    assertEquals("08feffffffffffffffff01", hex(new ProtoMessage().integer(1, -2)));
  }

  @Test
  void numbersAndFieldsOfSeveralBytes() {
    assertEquals("0800087f08800108ff7f", hex(new ProtoMessage().integers(1, 0, 127, 128, 16_383)));
    assertEquals("a00107", hex(new ProtoMessage().integer(20, 7)));
    assertEquals("2a00", hex(new ProtoMessage().bytes(5, new byte[0])));
  }

  private static String hex(ProtoMessage message) {
    return HexFormat.of().formatHex(message.toByteArray());
  }
}
