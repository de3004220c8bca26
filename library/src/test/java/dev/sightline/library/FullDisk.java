package dev.sightline.library;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A disk that becomes full after a number of bytes.
final class FullDisk extends FilterDirectory {
  private long room;

  FullDisk(Directory disk, long room) {
    super(disk);
    this.room = room;
  }

  synchronized void fillUp() {
    room = 0;
  }

  private synchronized void take(long bytes) throws IOException {
    room -= bytes;
    if (room < 0) {
      room = 0;
      throw new IOException("No space left on device");
    }
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    take(1);
    return new Output(name, super.createOutput(name, context));
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    take(1);
    IndexOutput output = super.createTempOutput(prefix, suffix, context);
    return new Output(output.getName(), output);
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    take(1);
    super.sync(names);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    take(1);
    super.rename(source, target);
  }

  @Override
  public void syncMetaData() throws IOException {
    take(1);
    super.syncMetaData();
  }

  private final class Output extends IndexOutput {
    private final IndexOutput output;

    Output(String name, IndexOutput output) {
      super("FullDisk(" + name + ")", name);
      this.output = output;
    }

    @Override
    public void writeByte(byte value) throws IOException {
      take(1);
      output.writeByte(value);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      take(length);
      output.writeBytes(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      output.close();
    }

    @Override
    public long getFilePointer() {
      return output.getFilePointer();
    }

    @Override
    public long getChecksum() throws IOException {
      return output.getChecksum();
    }
  }
}
