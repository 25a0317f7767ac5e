package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * One pass over the plain files in a zip, a tar or a gzipped tar. Nothing is ever written to disk.
 * The members of a zip come sorted by name; those of a tar as they stand in it, which is the only
 * order in which they can be streamed. Folders, links, and files that begin with a dot are passed
 * over; a member whose name leads out of the archive is refused.
 */
public abstract class Archive implements Closeable {
  private static final int TAR_MAGIC_AT = 257;
  private static final byte[] TAR_MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private String name = "";

  Archive(Path path) {
    this.path = path;
  }

  /**
   * Opens an archive; empty when the file is none, going by its first bytes.
   *
   * @throws BadInputException when there is no such file, it is empty, or the archive is broken
   */
  public static Optional<Archive> open(Path path) {
    InputStream in = InputFile.unpacked(path);
    boolean keep = false;
    try {
      byte[] head = InputFile.head(in, TAR_MAGIC_AT + TAR_MAGIC.length);
      if (isZip(head)) {
        return Optional.of(new Zip(path));
      }
      if (isTar(head)) {
        keep = true;
        return Optional.of(new Tar(path, in));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw BadInputException.of(path.toString(), e.getMessage()).because(e);
    } finally {
      if (!keep) {
        InputFile.close(in);
      }
    }
  }

  private static boolean isZip(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
  }

  private static boolean isTar(byte[] head) {
    if (head.length < TAR_MAGIC_AT + TAR_MAGIC.length) {
      return false;
    }
    for (int i = 0; i < TAR_MAGIC.length; i++) {
      if (head[TAR_MAGIC_AT + i] != TAR_MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes to the next plain file.
   *
   * @return false behind the last
   * @throws BadInputException when the archive is broken or a name leads out of it
   */
  public final boolean next() {
    try {
      Optional<String> found = advance();
      while (found.isPresent() && hidden(found.get())) {
        found = advance();
      }
      name = found.orElse("");
      return found.isPresent();
    } catch (UncheckedIOException | BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  /** The name of the member at hand, with {@code /} between folders. */
  public final String name() {
    return name;
  }

  /** Archive and member, as a {@link io.palavra.pipeline.BadInputException} names its source. */
  public final String source() {
    return path + "!" + name;
  }

  /** The bytes of the member at hand, valid until {@link #next}. */
  public final InputStream content() {
    try {
      return new Member(stream());
    } catch (UncheckedIOException | BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  /** The next plain file's name, or empty. */
  abstract Optional<String> advance() throws IOException;

  abstract InputStream stream() throws IOException;

  private BadInputException broken(Exception e) {
    return BadInputException.of(path.toString(), "a sound archive: " + e.getMessage()).because(e);
  }

  /** Refuses a name, be it of a folder or a link, that leads out of the archive. */
  final String checked(String member) {
    boolean leadsOut = member.startsWith("/") || member.indexOf('\0') >= 0;
    for (String part : member.split("[/\\\\]", -1)) {
      leadsOut |= part.equals("..") || part.matches("[A-Za-z]:");
    }
    if (leadsOut) {
      throw BadInputException.of(
          path.toString(), member, "member names that stay inside the archive");
    }
    return member;
  }

  private static boolean hidden(String member) {
    return member.startsWith("__MACOSX/")
        || member.substring(member.lastIndexOf('/') + 1).startsWith(".");
  }

  /** What unpackers throw on broken bytes is not always an {@link IOException}. */
  private static final class Member extends InputStream {
    private final InputStream in;

    Member(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (IOException e) {
        throw new IOException("a sound archive: " + e.getMessage(), e);
      } catch (RuntimeException e) {
        throw new IOException("a sound archive", e);
      }
    }
  }

  private static final class Tar extends Archive {
    private final InputStream in;
    private final InflationGuard headers = new InflationGuard(Long.MAX_VALUE / 1024);
    private final TarArchiveInputStream tar;

    Tar(Path path, InputStream in) {
      super(path);
      this.in = in;
      this.tar = new TarArchiveInputStream(headers.guard(in), StandardCharsets.UTF_8.name());
    }

    @Override
    Optional<String> advance() throws IOException {
      while (true) {
        if (tar.getCurrentEntry() != null) {
          tar.transferTo(OutputStream.nullOutputStream());
        }
        headers.beginHeader();
        TarArchiveEntry entry = tar.getNextEntry();
        headers.endHeader();
        if (entry == null) {
          return Optional.empty();
        }
        String member = checked(entry.getName());
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
          return Optional.of(member);
        }
      }
    }

    @Override
    InputStream stream() {
      return tar;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class Zip extends Archive {
    private final ZipFile zip;
    private final InflationGuard guard;
    private final Iterator<ZipArchiveEntry> entries;
    private Optional<ZipArchiveEntry> current = Optional.empty();

    Zip(Path path) throws IOException {
      super(path);
      this.guard = new InflationGuard(Files.size(path));
      this.zip = zipFile(path);
      List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
      all.sort(Comparator.comparing(ZipArchiveEntry::getName));
      this.entries = all.iterator();
    }

    private static ZipFile zipFile(Path path) throws IOException {
      try {
        return ZipFile.builder()
            .setSeekableByteChannel(Files.newByteChannel(path))
            .setCharset(StandardCharsets.UTF_8)
            .get();
      } catch (RuntimeException e) {
        throw new IOException("a sound zip file", e);
      } catch (IOException e) {
        throw new IOException("a sound zip file: " + e.getMessage(), e);
      }
    }

    @Override
    Optional<String> advance() {
      while (entries.hasNext()) {
        ZipArchiveEntry entry = entries.next();
        checked(entry.getName());
        if (!entry.isDirectory() && !entry.isUnixSymlink()) {
          current = Optional.of(entry);
          return Optional.of(entry.getName());
        }
      }
      return Optional.empty();
    }

    @Override
    InputStream stream() throws IOException {
      ZipArchiveEntry entry = current.orElseThrow();
      if (!zip.canReadEntryData(entry)) {
        throw BadInputException.of(source(), "a member that is neither encrypted nor packed oddly");
      }
      return guard.guard(zip.getInputStream(entry));
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
