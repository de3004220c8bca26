package dev.sightline.cli.architecture.crowded;

/// One of nineteen types of a package that is too large.
final class Type05 {}
