package dev.sightline.web.server;

import java.time.Duration;

/// What a server bears before it says no.
///
/// @param headerBytes of a request line with its headers
/// @param connections open at once
/// @param idle time in which nothing comes or goes, after which a connection is closed
/// @param headers time for a request's headers to arrive
/// @param upload time for a picture to arrive
/// @param searches at once: more than there are cores, since those that wait for the text encoder
///     are encoded together
/// @param decodes at once, each with a picture in memory
/// @param waiting searches, and again decodes, that wait for a thread
/// @param patience of one request for its search or decode
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

  /// What waits is answered within the patience on a machine of this
  /// century: a search takes some milliseconds, a decode some hundred.
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

  /// These, with other numbers of threads and places to wait.
  ServerLimits withWork(int atOnce, int inLine) {
    return new ServerLimits(
        headerBytes, connections, idle, headers, upload, atOnce, atOnce, inLine, patience);
  }

  /// These, with other times for headers and for uploads.
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
