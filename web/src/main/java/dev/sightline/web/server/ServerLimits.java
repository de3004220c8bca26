package dev.sightline.web.server;

import java.time.Duration;

/// Limits of the server.
///
/// @param headerBytes size of a request line with its headers
/// @param connections open connections
/// @param idle time without traffic after which a connection is closed
/// @param headers time for the headers of a request to arrive
/// @param upload time for an image to arrive
/// @param searches concurrent searches: more than there are cores, because searches that wait for
///     the text encoder are encoded together
/// @param decodes concurrent decodings, each with an image in memory
/// @param waiting waiting searches, and waiting decodings
/// @param patience how long one request waits for its search or decoding
public record ServerLimits(
    int headerBytes,
    int connections,
    Duration idle,
    Duration headers,
    Duration upload,
    int searches,
    int decodes,
    int waiting,
    Duration patience) {
  private static final int CORES = Math.max(2, Runtime.getRuntime().availableProcessors());

  /// The default limits. Waiting requests are answered within the patience: a search takes
  /// milliseconds, a decoding some hundred milliseconds.
  public static ServerLimits usual() {
    return new ServerLimits(
        16 * 1024,
        1000,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        8 + CORES,
        CORES,
        64,
        Duration.ofSeconds(20));
  }

  /// The same limits with other numbers of threads and of waiting tasks.
  ServerLimits withWork(int atOnce, int inLine) {
    return new ServerLimits(
        headerBytes, connections, idle, headers, upload, atOnce, atOnce, inLine, patience);
  }

  /// The same limits with other times for headers and for uploads.
  ServerLimits withTimes(Duration forHeaders, Duration forUploads) {
    return new ServerLimits(
        headerBytes,
        connections,
        idle,
        forHeaders,
        forUploads,
        searches,
        decodes,
        waiting,
        patience);
  }
}
