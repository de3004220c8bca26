/// What is fast and how fast, measured so that a reader can measure it again. Never shipped;
/// nothing depends on it.
///
/// - Whole programs: [dev.sightline.benchmarks.IndexThroughput],
///   [dev.sightline.benchmarks.SearchLatency], [dev.sightline.benchmarks.SyntheticLibrary],
///   [dev.sightline.benchmarks.WalkSpeed]. Fidelity for speed:
///   [dev.sightline.benchmarks.DecodeScale]. Single steps, under JMH:
///   [dev.sightline.benchmarks.DecodeBenchmark], [dev.sightline.benchmarks.PreprocessBenchmark],
///   [dev.sightline.benchmarks.TokenizerBenchmark],
///   [dev.sightline.benchmarks.TextEncodeBenchmark].
/// - Start at `benchmarks/run.sh`; the figures are in `docs/explanation/performance.md`.
@NullMarked
package dev.sightline.benchmarks;

import org.jspecify.annotations.NullMarked;
