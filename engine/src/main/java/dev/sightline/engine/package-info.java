/// The Java API of Sightline: one object that indexes folders and answers queries.
///
/// - In: [dev.sightline.engine.SightlineOptions]. Out: answers, index reports, events.
/// - Knows: how models, libraries, indexer and searcher fit together; nothing else wires them. Does
///   not know: flags, the environment, the home folder, the terminal. It never prints.
/// - Libraries outside this machine come from a `LibraryProvider`, found by `ServiceLoader`.
/// - Start at [dev.sightline.engine.Sightline].
@NullMarked
package dev.sightline.engine;

import org.jspecify.annotations.NullMarked;
