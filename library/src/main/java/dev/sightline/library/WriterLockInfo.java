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

/// A note beside the index of who writes to it, so that whoever is refused can be told. It decides
/// nothing: Lucene's lock does, and that dies with its program.
///
/// A program that is killed leaves its note behind. So the note is read only by who was refused,
/// and
/// believed only while the process it names runs. Of a process on another machine, on a network
/// disk, that cannot be asked; there the note is believed as the last one written.
///
/// Lines: `command=`, `pid=`, `host=`, `started=` and `since=` (when the process began and when it
/// took the library, milliseconds since 1970).
public final class WriterLockInfo {
  public static final String NAME = "holder.txt";

  /// Linux tells when a process began by the time of the last boot, which it knows to a second.
  private static final Duration STARTED_TOLERANCE = Duration.ofSeconds(2);

  private static final Path LINUX_HOST = Path.of("/proc/sys/kernel/hostname");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static volatile String thisProgram = "a program";

  private WriterLockInfo() {}

  /// Says what this program calls itself to others, such as `index`.
  public static void callThisProgram(String name) {
    thisProgram = name.lines().findFirst().orElse("");
  }

  /// Notes that this program holds the library. That it cannot be noted is no reason to end.
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
      delete(folder); // rather none than another's
    }
  }

  /// Takes the note away.
  public static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      // it names a process that will not run for long
    }
  }

  /// Who holds the library, in words; nothing when that is not known for certain.
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
      return Optional.empty(); // none, or one that is being written
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
