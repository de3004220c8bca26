package dev.sightline.spark;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/// Files of this machine that Java does not find by their names: `pics://store/…`, for what a
/// cluster has.
public final class OtherFileSystem extends RawLocalFileSystem {
  private static final URI NAME = URI.create("pics://store/");

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }
}
