package dev.sightline.cli.search;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.searcher.duplicates.DuplicateGroup;
import dev.sightline.searcher.duplicates.DuplicateGroup.Member;
import dev.sightline.searcher.duplicates.DuplicateKind;
import dev.sightline.searcher.duplicates.Duplicates;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Prints groups of duplicates: a list for people, JSON for programs.
final class DuplicatesPrinter {
  private final Console console;
  private final CommonOptions common;

  DuplicatesPrinter(Console console, CommonOptions common) {
    this.console = console;
    this.common = common;
  }

  void print(Duplicates found) {
    if (common.json()) {
      console.printObject(json -> write(found, json));
    } else {
      found.groups().forEach(this::print);
    }
    console.out().flush(); // notes belong below the groups
    if (!common.quiet()) {
      printNotes(found);
    }
  }

  private void print(DuplicateGroup group) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s, %,d files; best to keep: %s%n",
            group.kind().label(),
            group.files().size(),
            group.reason());
    String mark = "*"; // the best comes first
    for (Member member : group.files()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "  %s %d x %d  %,d bytes  %s%n",
              mark,
              member.image().facts().width(),
              member.image().facts().height(),
              member.file().bytes(),
              Console.visible(member.file().path()));
      mark = " ";
    }
    console.out().println();
  }

  private void printNotes(Duplicates found) {
    if (found.unhashed() > 0) {
      console.note(
          String.format(
              Locale.ROOT,
              "%,d of %,d photos have no perceptual hash, so re-encoded copies of them are not"
                  + " found. To look at them, run: sightline index --retry",
              found.unhashed(),
              found.images()));
    }
    if (!common.json()) {
      console.note(summary(found));
    }
  }

  private static String summary(Duplicates found) {
    if (found.groups().isEmpty()) {
      return String.format(Locale.ROOT, "No duplicates among %,d photos.", found.images());
    }
    return String.format(
        Locale.ROOT,
        "%,d photos: %,d identical, %,d re-encoded, %,d bursts. Nothing was deleted.",
        found.images(),
        count(found, DuplicateKind.IDENTICAL),
        count(found, DuplicateKind.RE_ENCODED),
        count(found, DuplicateKind.BURST));
  }

  private static long count(Duplicates found, DuplicateKind kind) {
    return found.groups().stream().filter(group -> group.kind() == kind).count();
  }

  private static void write(Duplicates found, JsonGenerator json) throws IOException {
    json.writeNumberField("images", found.images());
    json.writeNumberField("unhashed", found.unhashed());
    json.writeArrayFieldStart("groups");
    for (DuplicateGroup group : found.groups()) {
      json.writeStartObject();
      json.writeStringField("kind", group.kind().label());
      json.writeStringField("best", group.best().file().path().toString());
      json.writeStringField("reason", group.reason());
      json.writeArrayFieldStart("paths");
      for (Member member : group.files()) {
        json.writeString(member.file().path().toString());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("files");
      for (Member member : group.files()) {
        write(member, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Member member, JsonGenerator json) throws IOException {
    var facts = member.image().facts();
    json.writeStartObject();
    json.writeStringField("path", member.file().path().toString());
    json.writeStringField("id", member.image().id());
    json.writeStringField("format", facts.format());
    json.writeNumberField("width", facts.width());
    json.writeNumberField("height", facts.height());
    json.writeNumberField("bytes", member.file().bytes());
    var taken = member.image().taken();
    if (taken.isPresent()) {
      json.writeStringField(
          "taken", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(taken.get().local()));
    } else {
      json.writeNullField("taken");
    }
    json.writeStringField("dateSource", member.image().date().source().label());
    json.writeEndObject();
  }
}
