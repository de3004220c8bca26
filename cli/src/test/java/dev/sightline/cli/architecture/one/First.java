package dev.sightline.cli.architecture.one;

import dev.sightline.cli.architecture.two.Second;

/// One half of two packages that use each other.
public final class First {
  /// The other half.
  public Second second() {
    return new Second();
  }
}
