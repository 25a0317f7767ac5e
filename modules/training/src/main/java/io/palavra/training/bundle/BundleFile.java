package io.palavra.training.bundle;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The bytes of a bundle by position, and the complaints about them. */
final class BundleFile implements AutoCloseable {
  private final String name;
  private final SeekableByteChannel channel;
  private final long size;

  private BundleFile(String name, SeekableByteChannel channel, long size) {
    this.name = name;
    this.channel = channel;
    this.size = size;
  }

  /**
   * @throws BadInputException when there is no such file, or it can not be read
   */
  static BundleFile open(Path source) {
    if (!attributes(source).isRegularFile()) {
      String expected = "a model file (" + source.resolve("model.palavra") + "?), not a folder";
      throw BadInputException.of(source.toString(), expected);
    }
    try {
      SeekableByteChannel channel = Files.newByteChannel(source);
      try {
        return new BundleFile(source.toString(), channel, channel.size());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw missing(source, e);
    } catch (IOException e) {
      throw BadInputException.of(source.toString(), "a file that can be read").because(e);
    }
  }

  /** {@link Files#exists} says of a file in a folder that may not be entered that it is not. */
  private static BasicFileAttributes attributes(Path source) {
    try {
      return Files.readAttributes(source, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      throw BadInputException.of(source.toString(), "a model in a folder that may be entered")
          .because(e);
    } catch (IOException e) {
      throw missing(source, e);
    }
  }

  private static BadInputException missing(Path source, IOException cause) {
    return BadInputException.of(source.toString(), "a model, but there is no such file")
        .because(cause);
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /**
   * Fills a buffer up to its limit.
   *
   * @throws BadInputException when the file ends before
   */
  void read(long position, ByteBuffer into) {
    if (position + into.remaining() > size) {
      throw cut();
    }
    try {
      channel.position(position);
      while (into.hasRemaining()) {
        if (channel.read(into) < 0) {
          throw cut();
        }
      }
    } catch (IOException e) {
      throw complaint("a file that can be read").because(e);
    }
  }

  /** A few bytes, little-endian. */
  ByteBuffer header(long position, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    read(position, bytes);
    return bytes.flip();
  }

  BadInputException complaint(String expected) {
    return BadInputException.of(name, expected);
  }

  BadInputException cut() {
    return complaint("a whole model, but the file is cut at " + size + " bytes");
  }

  BadInputException altered(String what) {
    return complaint("a model as it was written, but " + what + " is damaged or was altered");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
