/// The catalogue of published models: names, files, sizes, hashes, licences.
///
/// - In: `catalogue.json`, a resource of this package. Out:
///   [dev.sightline.models.store.catalogue.CatalogueEntry].
/// - Knows: no network and no disk beyond the check of one file.
/// - Start at [dev.sightline.models.store.catalogue.Catalogue].
@NullMarked
package dev.sightline.models.store.catalogue;

import org.jspecify.annotations.NullMarked;
