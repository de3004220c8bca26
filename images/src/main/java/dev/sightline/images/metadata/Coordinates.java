package dev.sightline.images.metadata;

import com.drew.lang.Rational;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads geographic coordinates as EXIF, XMP and other programs write them. An impossible
/// coordinate is absent, and so is 0, 0, which devices without a GPS fix write.
public final class Coordinates {
  private static final int LONGEST = 100; // characters
  private static final double MINUTES = 60; // a degree
  private static final double SECONDS = 3600; // a degree

  /// `48.8583`, `48,51.4980N`, `48,51,29.88N`, `48 deg 51' 29.88" N`.
  private static final Pattern WRITTEN =
      Pattern.compile(
          "([+-]?\\d+(?:\\.\\d*)?)(?:[^\\d.NSEWnsew]+(\\d+(?:\\.\\d*)?))?"
              + "(?:[^\\d.NSEWnsew]+(\\d+(?:\\.\\d*)?))?[^\\dNSEWnsew]*([NSEWnsew])?.*");

  private Coordinates() {}

  /// The point of a latitude and a longitude in degrees.
  public static Optional<GeoPoint> point(OptionalDouble latitude, OptionalDouble longitude) {
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return Optional.empty();
    }
    double north = latitude.getAsDouble();
    double east = longitude.getAsDouble();
    boolean possible = Math.abs(north) <= 90 && Math.abs(east) <= 180 && (north != 0 || east != 0);
    return possible ? Optional.of(new GeoPoint(north, east)) : Optional.empty();
  }

  /// The point that XMP properties state, with references in the same or in separate properties.
  public static Optional<GeoPoint> ofXmp(
      Optional<String> latitude,
      Optional<String> latitudeRef,
      Optional<String> longitude,
      Optional<String> longitudeRef) {
    return point(written(latitude, latitudeRef), written(longitude, longitudeRef));
  }

  private static OptionalDouble written(Optional<String> text, Optional<String> ref) {
    Matcher parts = WRITTEN.matcher(text.orElse("").strip());
    if (text.orElse("").length() > LONGEST || !parts.matches()) {
      return OptionalDouble.empty();
    }
    double degrees = Double.parseDouble(parts.group(1));
    double size =
        Math.abs(degrees) + number(parts.group(2)) / MINUTES + number(parts.group(3)) / SECONDS;
    String letter = parts.group(4);
    return signed(
        text.orElse("").strip().startsWith("-") ? -size : size,
        letter == null ? ref.orElse("") : letter);
  }

  private static double number(@Nullable String text) {
    return text == null ? 0 : Double.parseDouble(text);
  }

  /// The coordinate that EXIF states: degrees, minutes and seconds, of which the last two may be
  /// missing or undefined (`0/0`). Without a reference (N, S, E, W) the sign of the number is used.
  public static OptionalDouble ofExif(Rational @Nullable [] parts, @Nullable String ref) {
    if (parts == null || parts.length == 0 || parts[0].getDenominator() == 0) {
      return OptionalDouble.empty();
    }
    double size = Math.abs(parts[0].doubleValue());
    boolean south = parts[0].doubleValue() < 0;
    double unit = MINUTES;
    for (int i = 1; i < Math.min(parts.length, 3); i++) {
      boolean undefined = parts[i].getDenominator() == 0;
      if (undefined && parts[i].getNumerator() != 0) {
        return OptionalDouble.empty();
      }
      size += undefined ? 0 : Math.abs(parts[i].doubleValue()) / unit;
      unit = SECONDS;
    }
    return signed(south ? -size : size, ref == null ? "" : ref);
  }

  /// Applies the sign of a reference.
  private static OptionalDouble signed(double degrees, String ref) {
    if (!Double.isFinite(degrees)) {
      return OptionalDouble.empty();
    }
    String stripped = ref.strip();
    return OptionalDouble.of(
        switch (stripped.isEmpty() ? ' ' : Character.toUpperCase(stripped.charAt(0))) {
          case 'S', 'W' -> -Math.abs(degrees);
          case 'N', 'E' -> Math.abs(degrees);
          default -> degrees;
        });
  }
}
