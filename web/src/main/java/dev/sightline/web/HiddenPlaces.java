package dev.sightline.web;

import dev.sightline.searcher.Condition;
import dev.sightline.searcher.Query;

/// Where places are hidden, asking for photos near one would tell them all the same.
final class HiddenPlaces {
  private HiddenPlaces() {}

  /// @throws ApiException if places are hidden and the query asks for one
  static void require(WebOptions options, Query query) {
    if (!options.stripLocation()) {
      return;
    }
    if (query.filters().stream().anyMatch(it -> it.condition() instanceof Condition.Near)) {
      throw new ApiException(
          ApiException.BAD_REQUEST, "This server hides places, so that 'near:' cannot be used.");
    }
  }
}
