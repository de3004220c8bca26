package dev.sightline.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a parameterized test with a number of fresh random seeds. With `-Dsightline.seed=N` it runs
/// with that seed only, which replays a failure.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(RandomSeeds.Seeds.class)
public @interface RandomSeeds {
  /// Number of seeds, at least 1.
  int value();

  /// Provides the seeds as arguments of type `long`.
  final class Seeds implements ArgumentsProvider, AnnotationConsumer<RandomSeeds> {
    private int count;

    @Override
    public void accept(RandomSeeds annotation) {
      count = annotation.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      Long replayed = Long.getLong("sightline.seed");
      LongStream seeds =
          replayed == null
              ? new SplittableRandom().longs(count, 0, 1_000_000_000)
              : LongStream.of(replayed);
      return seeds.mapToObj(Arguments::of);
    }
  }
}
