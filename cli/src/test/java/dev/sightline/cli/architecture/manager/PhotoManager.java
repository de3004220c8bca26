package dev.sightline.cli.architecture.manager;

/// Has a forbidden name.
public final class PhotoManager {}
