package dev.sightline.cli.architecture.two;

import dev.sightline.cli.architecture.one.First;

/// The other half of two packages that use each other.
public final class Second {
  /// The first half.
  public First first() {
    return new First();
  }
}
