package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.CaptureDate;
import dev.sightline.searcher.duplicates.DuplicateGroup.Member;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Says why the first file of a group is the best to keep: by what it is ahead of the second.
final class KeptReason {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

  private KeptReason() {}

  /// @param bestFirst at least two files
  static String of(List<Member> bestFirst) {
    Member best = bestFirst.get(0);
    Member next = bestFirst.get(1);
    if (pixels(best) != pixels(next)) {
      return "most pixels (%d x %d)"
          .formatted(best.image().facts().width(), best.image().facts().height());
    }
    if (best.file().bytes() != next.file().bytes()) {
      return String.format(Locale.ROOT, "largest file (%,d bytes)", best.file().bytes());
    }
    boolean same = best.image().id().equals(next.image().id());
    if (!time(best, same).equals(time(next, same))) {
      return "earliest (%s)".formatted(DAY.format(time(best, same)));
    }
    return best.file().path().toString().length() < next.file().path().toString().length()
        ? "shortest path"
        : "no difference but the path";
  }

  private static long pixels(Member member) {
    return (long) member.image().facts().width() * member.image().facts().height();
  }

  /// Of files of one image, when each was changed; of two images, when they were taken.
  private static LocalDateTime time(Member member, boolean ofOneImage) {
    var changed =
        LocalDateTime.ofInstant(
            Instant.ofEpochMilli(member.file().modifiedMillis()), ZoneId.systemDefault());
    return ofOneImage ? changed : member.image().taken().map(CaptureDate::local).orElse(changed);
  }
}
