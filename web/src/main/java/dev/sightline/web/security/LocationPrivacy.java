package dev.sightline.web.security;

import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.Query;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.WebOptions;

/// Refuses queries for photos near a place when places are hidden, because their answers would
/// reveal the places.
public final class LocationPrivacy {
  private LocationPrivacy() {}

  /// @throws ApiException 403 if places are hidden and the query asks for one
  public static void require(WebOptions options, Query query) {
    if (!options.stripLocation()) {
      return;
    }
    if (query.filters().stream().anyMatch(it -> it.condition() instanceof Condition.Near)) {
      throw new ApiException(
          ApiException.BAD_REQUEST, "This server hides places, so that 'near:' cannot be used.");
    }
  }
}
