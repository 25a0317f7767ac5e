package io.palavra.training.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML file as plain texts, lists and groups, each with its line: no tags, anchors or class
 * names. What a text means, its reader decides.
 */
public final class PlainYaml {
  private final String source;
  private final YAMLParser parser;

  private PlainYaml(String source, YAMLParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * A value in a file; it is a text, a list or a group.
   *
   * @param source the file
   * @param line 1-based
   * @param text empty for lists and groups
   * @param items empty unless it is a list
   * @param entries empty unless it is a group
   * @param form what it is
   */
  public record Node(
      String source,
      int line,
      String text,
      List<Node> items,
      Map<String, Node> entries,
      Form form) {

    /** What a value is. */
    public enum Form {
      /** A word, a number, a quoted text; nothing at all is the empty text. */
      TEXT,
      /** A list. */
      LIST,
      /** Names with values. */
      GROUP
    }

    /** A complaint about this value. */
    public BadInputException complaint(String expected) {
      String shown =
          switch (form) {
            case TEXT -> text;
            case LIST -> items.stream().map(Node::text).toList().toString();
            case GROUP -> entries.keySet().toString();
          };
      return BadInputException.at(source, line, shown, expected);
    }
  }

  /**
   * Reads a file of one group.
   *
   * @throws BadInputException with file and line for whatever else it is
   */
  public static Node read(Path file) {
    String source = file.toString();
    try (YAMLParser parser = FileValues.yaml().createParser(FileValues.content(file))) {
      PlainYaml yaml = new PlainYaml(source, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BadInputException.at(source, 1, null, "options as name: value");
      }
      Node node = yaml.value();
      if (parser.nextToken() != null) {
        throw BadInputException.at(source, yaml.line(), null, "one document, and no more");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw BrokenText.complaint(source, "YAML", e);
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }

  private Node value() throws IOException {
    int line = line();
    plain();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return new Node(source, line, "", List.copyOf(items), Map.of(), Node.Form.LIST);
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      String text =
          parser.currentToken() == JsonToken.VALUE_NULL ? "" : String.valueOf(parser.getText());
      return new Node(source, line, text, List.of(), Map.of(), Node.Form.TEXT);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      plain();
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      Node value = value();
      Node placed = new Node(source, keyLine, value.text, value.items, value.entries, value.form);
      if (entries.put(key, placed) != null) {
        throw BadInputException.at(source, keyLine, key, "each name once");
      }
    }
    return new Node(source, line, "", List.of(), entries, Node.Form.GROUP);
  }

  private void plain() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      throw BadInputException.at(
          source, line(), null, "plain values, without anchors (&), aliases (*) and tags (!)");
    }
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
