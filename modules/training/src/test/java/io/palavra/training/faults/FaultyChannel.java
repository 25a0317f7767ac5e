package io.palavra.training.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file of a {@link FaultyFileSystem}. */
final class FaultyChannel extends FileChannel {
  private final FileChannel real;
  private final Faults faults;

  FaultyChannel(FileChannel real, Faults faults) {
    this.real = real;
    this.faults = faults;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int most = faults.mayWrite(bytes);
    int end = bytes.limit();
    bytes.limit(bytes.position() + most);
    try {
      return real.write(bytes);
    } finally {
      bytes.limit(end);
    }
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    int most = faults.mayWrite(bytes);
    int end = bytes.limit();
    bytes.limit(bytes.position() + most);
    try {
      return real.write(bytes, position);
    } finally {
      bytes.limit(end);
    }
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      int wanted = buffers[i].remaining();
      int taken = write(buffers[i]);
      written += taken;
      if (taken < wanted) {
        break;
      }
    }
    return written;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    faults.operation("read");
    return real.read(bytes);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    faults.operation("read");
    return real.read(bytes, position);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    faults.operation("read");
    return real.read(buffers, offset, length);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    faults.operation("force");
    real.force(metaData);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    faults.operation("truncate");
    real.truncate(size);
    return this;
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    faults.operation("transfer");
    return real.transferFrom(source, position, count);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    faults.operation("transfer");
    return real.transferTo(position, count, target);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    faults.operation("size");
    return real.size();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    faults.operation("map");
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    faults.operation("lock");
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    faults.operation("lock");
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
