package dev.sightline.images.metadata;

/// A place on the globe (WGS 84).
///
/// @param latitude degrees, -90 (south) to 90 (north)
/// @param longitude degrees, -180 (west) to 180 (east)
public record GeoPoint(double latitude, double longitude) {
  public GeoPoint {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) { // also refuses NaN
      throw new IllegalArgumentException(
          "need -90 <= latitude <= 90 and -180 <= longitude <= 180, got %s, %s"
              .formatted(latitude, longitude));
    }
  }
}
