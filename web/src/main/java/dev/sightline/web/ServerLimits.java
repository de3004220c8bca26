package dev.sightline.web;

import java.time.Duration;

/// What a server bears before it says no.
///
/// @param headerBytes of a request line with its headers
/// @param connections open at once
/// @param idle time in which nothing comes or goes, after which a connection is closed
/// @param headers time for a request's headers to arrive
/// @param upload time for a picture to arrive
/// @param threads searches and decodes at once
/// @param waiting searches and decodes that wait for a thread
/// @param patience of one request for its search or decode
record ServerLimits(
    int headerBytes,
    int connections,
    Duration idle,
    Duration headers,
    Duration upload,
    int threads,
    int waiting,
    Duration patience) {
  /// As many threads as cores. What waits is answered within the patience on a machine of this
  /// century: a search takes some milliseconds, a decode some hundred.
  static ServerLimits usual() {
    return new ServerLimits(
        16 * 1024,
        1000,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        64,
        Duration.ofSeconds(20));
  }

  /// These, with other numbers of threads and places to wait.
  ServerLimits withWork(int atOnce, int inLine) {
    return new ServerLimits(
        headerBytes, connections, idle, headers, upload, atOnce, inLine, patience);
  }

  /// These, with other times for headers and for uploads.
  ServerLimits withTimes(Duration forHeaders, Duration forUploads) {
    return new ServerLimits(
        headerBytes, connections, idle, forHeaders, forUploads, threads, waiting, patience);
  }
}
