package dev.sightline.models.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A byte-pair vocabulary without its strings: the ids of bytes, and the merges of two ids to a
/// third in order. Encoding needs nothing else, and the table loads in a few milliseconds where
/// `tokenizer.json` takes hundreds.
///
/// On disk, big-endian 32-bit integers:
///
/// | field | count |
/// |---|---|
/// | magic `0x534C5431` ("SLT1") | 1 |
/// | id of the start token, id of the end token | 2 |
/// | id of each byte inside a word | 256 |
/// | id of each byte at a word's end | 256 |
/// | number of merges, n | 1 |
/// | left id, right id, merged id; best merge first | 3 n |
final class TokenizerTable {
  static final int BYTES = 256;

  private static final int MAGIC = 0x534C5431;
  private static final int HEADER_INTS = 1 + 2 + 2 * BYTES + 1;
  private static final long FREE = -1;

  private final int startId;
  private final int endId;
  private final int[] innerByteIds;
  private final int[] finalByteIds;
  private final int[] merges;

  // An open-addressed map from (left id, right id) to the merge's rank; at most half full.
  private final long[] pairs;
  private final int[] ranks;

  /// @param merges triples of left id, right id and merged id, best merge first; kept
  TokenizerTable(int startId, int endId, int[] innerByteIds, int[] finalByteIds, int[] merges) {
    this.startId = startId;
    this.endId = endId;
    this.innerByteIds = innerByteIds;
    this.finalByteIds = finalByteIds;
    this.merges = merges;
    int capacity = Integer.highestOneBit(Math.max(16, merges.length / 3)) * 4;
    pairs = new long[capacity];
    ranks = new int[capacity];
    Arrays.fill(pairs, FREE);
    for (int rank = 0; 3 * rank < merges.length; rank++) {
      long pair = pair(merges[3 * rank], merges[3 * rank + 1]);
      int slot = slotOf(pair);
      if (pairs[slot] == FREE) { // a pair that is listed twice keeps its better rank
        pairs[slot] = pair;
        ranks[slot] = rank;
      }
    }
  }

  int startId() {
    return startId;
  }

  int endId() {
    return endId;
  }

  /// The id of an unsigned byte, which depends on whether it is the last of its word.
  int byteId(int unsignedByte, boolean last) {
    return last ? finalByteIds[unsignedByte] : innerByteIds[unsignedByte];
  }

  /// The rank of the merge of two ids: 0 is merged first; `Integer.MAX_VALUE` if they are never
  /// merged.
  int rank(int left, int right) {
    int slot = slotOf(pair(left, right));
    return pairs[slot] == FREE ? Integer.MAX_VALUE : ranks[slot];
  }

  /// The id that the merge of a rank gives.
  int merged(int rank) {
    return merges[3 * rank + 2];
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  /// The slot of a pair, or the free slot for it.
  private int slotOf(long pair) {
    int mask = pairs.length - 1;
    int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 40) & mask; // Fibonacci hashing
    while (pairs[slot] != FREE && pairs[slot] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  byte[] toBytes() {
    var bytes = ByteBuffer.allocate(Integer.BYTES * (HEADER_INTS + merges.length));
    IntBuffer ints = bytes.asIntBuffer();
    ints.put(MAGIC).put(startId).put(endId).put(innerByteIds).put(finalByteIds);
    ints.put(merges.length / 3).put(merges);
    return bytes.array();
  }

  /// Reads what [#toBytes] wrote.
  ///
  /// @throws IOException if the file cannot be read or is not such a table
  static TokenizerTable read(Path file) throws IOException {
    IntBuffer ints = ByteBuffer.wrap(Files.readAllBytes(file)).asIntBuffer();
    if (ints.remaining() < HEADER_INTS || ints.get() != MAGIC) {
      throw new IOException(file + " is not a tokenizer table");
    }
    int startId = ints.get();
    int endId = ints.get();
    var innerByteIds = new int[BYTES];
    var finalByteIds = new int[BYTES];
    ints.get(innerByteIds).get(finalByteIds);
    int count = ints.get();
    if (count < 0 || ints.remaining() != 3L * count) {
      throw new IOException(file + " is cut short");
    }
    var merges = new int[3 * count];
    ints.get(merges);
    return new TokenizerTable(startId, endId, innerByteIds, finalByteIds, merges);
  }
}
