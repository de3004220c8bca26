package dev.sightline.cli.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Json;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.doctor.CheckResult.State;
import dev.sightline.images.codec.SystemDecoders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline doctor`
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Check everything that Sightline needs on this machine, and say what to fix.")
public final class DoctorCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public DoctorCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    var findings = new Diagnostics(directories, common, SystemDecoders.ofThisMachine()).findings();
    boolean broken = findings.stream().anyMatch(finding -> finding.state() == State.BROKEN);
    if (common.json()) {
      console.out().println(Json.text(json -> write(findings, !broken, json)));
    } else {
      print(findings);
    }
    return broken ? ExitCode.FAILED : ExitCode.OK;
  }

  private void print(List<CheckResult> findings) {
    String area = "";
    for (CheckResult finding : findings.stream().sorted(DoctorCommand::byArea).toList()) {
      if (!finding.area().equals(area)) {
        console.out().println((area.isEmpty() ? "" : System.lineSeparator()) + finding.area());
        area = finding.area();
      }
      console
          .out()
          .printf(
              "  %s %-18s %s%n",
              mark(finding.state()), finding.name(), Console.visible(finding.value()));
    }
    var toFix = findings.stream().filter(finding -> !finding.fix().isEmpty()).toList();
    console.out().println();
    console.out().println(toFix.isEmpty() ? "Nothing to fix." : "What to fix");
    for (CheckResult finding : toFix) {
      console
          .out()
          .printf(
              "  %s %s: %s%n",
              mark(finding.state()), finding.name(), Console.visible(finding.fix()));
    }
  }

  private static final List<String> AREAS =
      List.of("versions", "processor", "model", "speed", "library", "formats");

  private static int byArea(CheckResult one, CheckResult other) {
    return Integer.compare(AREAS.indexOf(one.area()), AREAS.indexOf(other.area()));
  }

  private static String mark(State state) {
    return switch (state) {
      case OK -> "ok      ";
      case OPTIONAL -> "optional";
      case BROKEN -> "BROKEN  ";
    };
  }

  private static void write(List<CheckResult> findings, boolean ok, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("ok", ok);
    json.writeArrayFieldStart("findings");
    for (CheckResult finding : findings) {
      json.writeStartObject();
      json.writeStringField("area", finding.area());
      json.writeStringField("name", finding.name());
      json.writeStringField("state", finding.state().name().toLowerCase(Locale.ROOT));
      json.writeStringField("value", finding.value());
      json.writeStringField("fix", finding.fix());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
