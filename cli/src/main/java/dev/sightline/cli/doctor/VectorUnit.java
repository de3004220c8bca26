package dev.sightline.cli.doctor;

import java.util.OptionalInt;

/// The vector unit of the processor, as Java uses it in this process.
final class VectorUnit {
  private VectorUnit() {}

  /// Width of the preferred vectors in bits; empty if the incubating module is not in this process.
  /// Read by reflection, because short commands start without it.
  static OptionalInt bits() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      Object species =
          Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
      Object bits =
          Class.forName("jdk.incubator.vector.VectorSpecies")
              .getMethod("vectorBitSize")
              .invoke(species);
      return OptionalInt.of((Integer) bits);
    } catch (ReflectiveOperationException e) {
      return OptionalInt.empty(); // an incubating API may change
    }
  }
}
