package dev.sightline.searcher.retrieval;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryLocation;

/// Opens libraries of one kind, such as collections in a cluster, by their address.
///
/// Providers are found with [java.util.ServiceLoader], so that a program without the provider's
/// module carries none of its dependencies. A provider is safe for concurrent use.
public interface LibraryProvider {
  /// Whether an address names a library of this kind, such as `solr:http://HOST/solr/NAME`.
  boolean accepts(String address);

  /// Opens a library for searching. The caller closes it.
  ///
  /// @param address an address that [#accepts]
  /// @param readOnly whether nothing may be written into it
  /// @throws IllegalArgumentException if the address is malformed; the message says what is
  ///     expected
  /// @throws LibraryException if there is no such library, or it cannot be used
  SearchedLibrary open(String address, RemoteAccess access, boolean readOnly);

  /// Where an index run finds the library. The caller closes it.
  ///
  /// @param address an address that [#accepts]
  /// @param readOnly whether nothing may be written into it
  /// @throws IllegalArgumentException if the address is malformed; the message says what is
  ///     expected
  /// @throws LibraryException if there is no such library, or it cannot be used
  LibraryLocation location(String address, RemoteAccess access, boolean readOnly);
}
