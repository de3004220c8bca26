package dev.sightline.library;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file that names the program that writes to the library, for the message to a program that
/// finds it locked. The lock itself is Lucene's, which ends with its process.
///
/// A killed program leaves the file behind. Therefore it is read only when the library is locked,
/// and used only while the process that it names runs. On a network disk a process of another
/// machine cannot be checked; then the file is used as it is.
///
/// Lines: `command=`, `pid=`, `host=`, `started=` and `since=` (start of the process and time of
/// the lock, milliseconds since 1970).
public final class WriterLockInfo {
  public static final String NAME = "holder.txt";

  /// Linux computes the start of a process from the boot time, which is exact to a second.
  private static final Duration STARTED_TOLERANCE = Duration.ofSeconds(2);

  private static final Path LINUX_HOST = Path.of("/proc/sys/kernel/hostname");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static volatile String thisProgram = "a program";

  private WriterLockInfo() {}

  /// Sets the name of this program for other programs, such as `index`.
  public static void setProgramName(String name) {
    thisProgram = name.lines().findFirst().orElse("");
  }

  /// Writes the file for this process. A failure is ignored.
  public static void write(Path folder) {
    ProcessHandle self = ProcessHandle.current();
    var lines =
        List.of(
            "command=" + thisProgram,
            "pid=" + self.pid(),
            "host=" + host(),
            "started=" + started(self).map(Instant::toEpochMilli).orElse(-1L),
            "since=" + System.currentTimeMillis());
    try {
      Files.write(folder.resolve(NAME), lines);
    } catch (IOException e) {
      delete(folder); // no file is better than that of another process
    }
  }

  /// Deletes the file.
  public static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      // harmless: it names a process that ends soon
    }
  }

  /// The program that writes to the library, as text; empty when it is not known.
  static Optional<String> holderOf(Path folder) {
    try {
      var note = new HashMap<String, String>();
      for (String line : Files.readAllLines(folder.resolve(NAME))) {
        int end = line.indexOf('=');
        if (end > 0) {
          note.put(line.substring(0, end), line.substring(end + 1));
        }
      }
      return isCurrent(note) ? Optional.of(words(note)) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // missing, or being written
    }
  }

  private static boolean isCurrent(Map<String, String> note) {
    String host = value(note, "host");
    if (!host.equals(host())) {
      return !host.isEmpty();
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(value(note, "pid")));
    if (process.filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    var noted = Instant.ofEpochMilli(Long.parseLong(value(note, "started")));
    return started(process.get())
        .map(now -> Duration.between(noted, now).abs().compareTo(STARTED_TOLERANCE) <= 0)
        .orElse(true);
  }

  private static String words(Map<String, String> note) {
    var since = Instant.ofEpochMilli(Long.parseLong(value(note, "since")));
    return "%s, process %s on %s, since %s"
        .formatted(
            value(note, "command"), value(note, "pid"), value(note, "host"), TIME.format(since));
  }

  private static String value(Map<String, String> note, String key) {
    return note.getOrDefault(key, "");
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static String host() {
    try {
      return Files.isReadable(LINUX_HOST)
          ? Files.readString(LINUX_HOST).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    } catch (IOException e) {
      return "";
    }
  }
}
