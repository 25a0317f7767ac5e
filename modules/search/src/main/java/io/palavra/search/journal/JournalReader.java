package io.palavra.search.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.palavra.pipeline.BadInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal and checks that it is as it was written. */
public final class JournalReader {
  private static final int LONGEST = 1 << 20;

  private final Path file;
  private final List<Event> events = new ArrayList<>();
  private String sum = "";
  private double seconds;
  private long bytes;
  private int number;

  private JournalReader(Path file) {
    this.file = file;
  }

  /**
   * What a journal holds.
   *
   * @param events in order
   * @param seconds of search up to the last one
   * @param sum of the last line
   * @param bytes of all whole lines
   */
  record Content(List<Event> events, double seconds, String sum, long bytes) {}

  /** The events of a journal, which may be in use. */
  public static List<Event> events(Path file) {
    require(file);
    return List.copyOf(read(file).events());
  }

  /** Seconds of search up to the last event. */
  public static double seconds(Path file) {
    require(file);
    return read(file).seconds();
  }

  static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(file.toString(), "a search's journal, but there is none");
    }
  }

  static Content read(Path file) {
    JournalReader reader = new JournalReader(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      reader.lines(in);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    if (reader.events.isEmpty() || !(reader.events.get(0) instanceof Event.Begun)) {
      throw BadInputException.of(
          file.toString(), "the beginning of a search, which never came to disk; start it anew");
    }
    return new Content(reader.events, reader.seconds, reader.sum, reader.bytes);
  }

  private void lines(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0) {
      if (b == '\n') {
        number++;
        line(line.toString(StandardCharsets.UTF_8));
        bytes += line.size() + 1;
        line.reset();
      } else if (line.size() >= LONGEST) {
        throw broken("a line of at most " + LONGEST + " bytes");
      } else {
        line.write(b);
      }
      b = in.read();
    }
  }

  private void line(String text) {
    int at = text.lastIndexOf(Journal.SUM);
    if (at < 0) {
      throw broken("a line of a journal");
    }
    String body = text.substring(0, at) + "}";
    String found = text.substring(at + Journal.SUM.length());
    String expected = Journal.sum(sum, body);
    if (!found.equals(expected + "\"}")) {
      throw broken("the journal as it was written; it was changed here, or a line is missing");
    }
    try {
      JsonNode node = EventJson.parse(body);
      if (number == 1 && node.path("format").asInt() != Journal.FORMAT) {
        throw broken(
            "a journal of format " + Journal.FORMAT + ", not " + node.path("format").asText());
      }
      events.add(EventJson.read(node));
      seconds = node.path("seconds").asDouble();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw broken("an event that this version knows").because(e);
    }
    sum = expected;
  }

  private BadInputException broken(String expected) {
    return BadInputException.at(file.toString(), Math.max(1, number), null, expected);
  }
}
