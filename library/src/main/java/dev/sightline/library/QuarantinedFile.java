package dev.sightline.library;

/// A file that could not be indexed, with the reason. Kept in the library so that an unchanged bad
/// file is not tried again at every run.
///
/// @param file the file as it was
/// @param reason a stable word for programs, such as `TRUNCATED`
/// @param detail one sentence for people
/// @param sinceMillis when it was set aside, milliseconds since 1970
/// @param version which Sightline set it aside
public record QuarantinedFile(
    IndexedFile file, String reason, String detail, long sinceMillis, String version) {}
