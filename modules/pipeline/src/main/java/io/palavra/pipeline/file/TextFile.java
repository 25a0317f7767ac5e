package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text in a file: plain, gzipped, or a member of a zip, tar or gzipped tar.
 *
 * @param path the file
 * @param member the member of an archive; where it is empty an archive must hold one file only
 * @param charset what the bytes are
 */
public record TextFile(Path path, Optional<String> member, Charset charset) {
  private static final int NAMES_SHOWN = 5;

  /** A file in UTF-8. */
  public static TextFile utf8(Path path) {
    return new TextFile(path, Optional.empty(), StandardCharsets.UTF_8);
  }

  /** The same file in another charset. */
  public TextFile in(Charset other) {
    return new TextFile(path, member, other);
  }

  /** A member of the same archive. */
  public TextFile member(String name) {
    return new TextFile(path, Optional.of(name), charset);
  }

  /** How the file is named to people: the path, and the member where one was chosen. */
  public String source() {
    return member.map(name -> path + "!" + name).orElse(path.toString());
  }

  /** What is read, and how it is named in complaints. */
  public record Opened(StrictReader reader, String source) {}

  /**
   * Opens the text.
   *
   * @throws BadInputException when it is missing, a folder, empty, not readable, broken, or when an
   *     archive has not this member, or has several and none was chosen
   */
  public Opened open() {
    Optional<Archive> archive = Archive.open(path);
    if (archive.isEmpty()) {
      if (member.isPresent()) {
        throw BadInputException.of(source(), "an archive to take a member from");
      }
      return opened(InputFile.unpacked(path), path.toString());
    }
    Archive members = archive.get();
    boolean keep = false;
    try {
      String wanted = member.isPresent() ? member.get() : onlyMember();
      List<String> passed = new ArrayList<>();
      while (members.next()) {
        if (members.name().equals(wanted)) {
          keep = true;
          return opened(closing(members.content(), members), members.source());
        }
        if (passed.size() < NAMES_SHOWN) {
          passed.add(members.name());
        }
      }
      throw BadInputException.of(path.toString(), wanted, "a member such as " + passed);
    } finally {
      if (!keep) {
        InputFile.close(members);
      }
    }
  }

  private Opened opened(InputStream in, String source) {
    return new Opened(new StrictReader(in, source, charset), source);
  }

  private String onlyMember() {
    List<String> names = memberNames(path, 2);
    if (names.size() != 1) {
      throw BadInputException.of(
          path.toString(), "one file in the archive, or member=NAME; it holds " + names);
    }
    return names.get(0);
  }

  /** The first names in an archive; an empty list where there are none or it is no archive. */
  public static List<String> memberNames(Path path, int most) {
    List<String> names = new ArrayList<>();
    Optional<Archive> archive = Archive.open(path);
    if (archive.isPresent()) {
      try (Archive members = archive.get()) {
        while (names.size() < most && members.next()) {
          names.add(members.name());
        }
      } catch (IOException e) {
        throw BadInputException.of(path.toString(), "a sound archive").because(e);
      }
    }
    return names;
  }

  private static InputStream closing(InputStream content, Archive archive) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        archive.close();
      }
    };
  }
}
