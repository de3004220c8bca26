package dev.sightline.library.lucene;

import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryException;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.FileListFormat;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.SegmentPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/// The files of one commit. Memory use is one bit per document: a file is found by its path in
/// Lucene's term dictionary, not in a map.
final class CommitFiles implements KnownFiles {
  private final Path folder;
  private final DirectoryReader reader;
  private final FixedBitSet seen;

  /// Seen images with several paths. For others the bit of the document is enough.
  private final FixedBitSet several;

  /// Seen paths of images with several paths.
  private final Set<Path> seenOfSeveral = new HashSet<>();

  private final List<SegmentPaths> segments = new ArrayList<>();

  /// The segment of the last file; the next file of a walk is mostly in the same one.
  private int lastSegment;

  private boolean closed;

  /// @param reader with one reference for this object, released by [#close]
  CommitFiles(Path folder, DirectoryReader reader) {
    this.folder = folder;
    this.reader = reader;
    this.seen = new FixedBitSet(Math.max(1, reader.maxDoc()));
    this.several = new FixedBitSet(Math.max(1, reader.maxDoc()));
  }

  /// Several times faster than [#lookUp].
  @Override
  public boolean holds(IndexedFile file) {
    try {
      if (segments.isEmpty()) {
        for (LeafReaderContext leaf : reader.leaves()) {
          segments.add(new SegmentPaths(leaf));
        }
      }
      var path = new BytesRef(StoredPath.text(file.path()));
      for (SegmentPaths segment : segments) {
        if (segment.isQuarantined(path)) {
          return false;
        }
      }
      for (int i = 0; i < segments.size(); i++) {
        int number = (lastSegment + i) % segments.size();
        int image = segments.get(number).image(path);
        if (image >= 0) {
          lastSegment = number;
          return isStillThere(segments.get(number), image, file);
        }
      }
      return false;
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private boolean isStillThere(SegmentPaths segment, int image, IndexedFile file)
      throws IOException {
    boolean same = segment.files(image).equals(FileListFormat.encode(List.of(file)));
    if (same) {
      seen.set(image);
    }
    return same;
  }

  @Override
  public Optional<Known> lookUp(Path path) {
    try {
      var term = new BytesRef(StoredPath.text(path));
      Optional<Known> found = Optional.empty();
      for (LeafReaderContext leaf : reader.leaves()) {
        int quarantined = Documents.find(leaf.reader(), ImageFields.QUARANTINED, term);
        if (quarantined >= 0) {
          seen.set(leaf.docBase + quarantined);
          IndexedFile file = Documents.files(leaf.reader(), quarantined).getFirst();
          found = found.or(() -> Optional.of(new Known(Optional.empty(), file)));
        }
        int image = Documents.find(leaf.reader(), ImageFields.PATH, term);
        if (image >= 0) {
          found = Optional.of(known(leaf, image, path));
        }
      }
      return found;
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private Known known(LeafReaderContext leaf, int document, Path path) throws IOException {
    List<IndexedFile> files = Documents.files(leaf.reader(), document);
    seen.set(leaf.docBase + document);
    if (files.size() > 1) {
      several.set(leaf.docBase + document);
      seenOfSeveral.add(path);
    }
    IndexedFile file =
        files.stream()
            .filter(it -> it.path().equals(path))
            .findFirst()
            .orElseThrow(() -> new IOException("a path without its file: " + path));
    return new Known(Optional.of(id(leaf.reader(), document)), file);
  }

  private static String id(LeafReader leaf, int document) throws IOException {
    String id = leaf.storedFields().document(document, Set.of(ImageFields.ID)).get(ImageFields.ID);
    if (id == null) {
      throw new IOException("a document without an id");
    }
    return id;
  }

  @Override
  public void forEachUnseen(Consumer<Known> visitor) {
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        for (Known unseen : unseen(leaf)) {
          visitor.accept(unseen);
        }
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private List<Known> unseen(LeafReaderContext leaf) throws IOException {
    var found = new ArrayList<Known>();
    var live = leaf.reader().getLiveDocs();
    var quarantined = new FixedBitSet(Math.max(1, leaf.reader().maxDoc()));
    Documents.forEachWith(leaf.reader(), ImageFields.QUARANTINED, quarantined::set);
    for (int document = 0; document < leaf.reader().maxDoc(); document++) {
      if (live != null && !live.get(document)) {
        continue;
      }
      boolean wasSeen = seen.get(leaf.docBase + document);
      if (wasSeen && !several.get(leaf.docBase + document)) {
        continue;
      }
      List<IndexedFile> files = Documents.files(leaf.reader(), document);
      Optional<String> imageId =
          quarantined.get(document) ? Optional.empty() : Optional.of(id(leaf.reader(), document));
      for (IndexedFile file : files) {
        if (!wasSeen || !seenOfSeveral.contains(file.path())) {
          found.add(new Known(imageId, file));
        }
      }
    }
    return found;
  }

  @Override
  public void forEachUnseenAt(Path place, boolean deep, Consumer<Known> visitor) {
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        var found = new ArrayList<Known>();
        for (String field : List.of(ImageFields.PATH, ImageFields.QUARANTINED)) {
          boolean setAside = field.equals(ImageFields.QUARANTINED);
          Documents.forEachAt(
              leaf.reader(),
              field,
              place,
              deep,
              (document, path) -> addUnseen(leaf, document, path, setAside, found));
        }
        found.forEach(visitor);
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private void addUnseen(
      LeafReaderContext leaf, int document, Path path, boolean setAside, List<Known> found)
      throws IOException {
    List<IndexedFile> files = Documents.files(leaf.reader(), document);
    boolean wasSeen = seen.get(leaf.docBase + document);
    if (wasSeen && (files.size() == 1 || seenOfSeveral.contains(path))) {
      return;
    }
    Optional<String> imageId =
        setAside ? Optional.empty() : Optional.of(id(leaf.reader(), document));
    files.stream()
        .filter(file -> file.path().equals(path))
        .forEach(file -> found.add(new Known(imageId, file)));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      reader.decRef();
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }
}
