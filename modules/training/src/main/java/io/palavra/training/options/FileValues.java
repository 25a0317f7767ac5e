package io.palavra.training.options;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Options from a YAML or JSON text. The text is read token by token against the tree of options, so
 * that nothing in it can make more than what the record holds: no tag, alias or class name means
 * anything here.
 */
final class FileValues {
  private static final int LARGEST = 1 << 20;
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(20)
          .maxStringLength(LARGEST)
          .maxNumberLength(1000)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

  private final OptionTree tree;
  private final String source;
  private final boolean yaml;
  private final JsonParser parser;
  private final Map<String, Given> values = new LinkedHashMap<>();

  private FileValues(OptionTree tree, String source, boolean yaml, JsonParser parser) {
    this.tree = tree;
    this.source = source;
    this.yaml = yaml;
    this.parser = parser;
  }

  /** What a YAML file gives, by path. */
  static Map<String, Given> readYaml(OptionTree tree, Path file) {
    return read(tree, file.toString(), yaml(), content(file), true);
  }

  /** Bounded in size and depth. */
  static YAMLFactory yaml() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LARGEST);
    limits.setNestingDepthLimit(20);
    limits.setMaxAliasesForCollections(0);
    limits.setAllowDuplicateKeys(false);
    return YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).loaderOptions(limits).build();
  }

  /** What a JSON text gives, by path. */
  static Map<String, Given> readJson(OptionTree tree, String json, String source) {
    return read(tree, source, JSON, json, false);
  }

  private static Map<String, Given> read(
      OptionTree tree, String source, JsonFactory factory, String text, boolean yaml) {
    try (JsonParser parser = factory.createParser(text)) {
      FileValues reader = new FileValues(tree, source, yaml, parser);
      reader.document();
      return reader.values;
    } catch (JsonProcessingException e) {
      throw BrokenText.complaint(source, yaml ? "YAML" : "JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }

  /** All of a file in UTF-8, of at most a megabyte. */
  static String content(Path file) {
    if (Files.isDirectory(file)) {
      throw BadInputException.of(file.toString(), "a YAML file, but this is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw BadInputException.of(file.toString(), "a YAML file of at most " + LARGEST + " bytes");
      }
      return Utf8Text.of(bytes, file.toString());
    } catch (NoSuchFileException e) {
      throw BadInputException.of(file.toString(), "a YAML file, but there is none").because(e);
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }

  private void document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null && yaml) {
      return;
    }
    if (first == null) {
      throw BadInputException.of(source, "an object of options");
    }
    plain();
    if (yaml
        && first.isScalarValue()
        && (first == JsonToken.VALUE_NULL || parser.getText().isEmpty())) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw BadInputException.at(source, line(), parser.getText(), "options as name: value");
    }
    group("");
    if (parser.nextToken() != null) {
      throw BadInputException.at(source, line(), parser.getText(), "nothing behind the options");
    }
  }

  private void group(String path) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      plain();
      String key = parser.currentName();
      long line = line();
      String option = yaml ? tree.resolve(path, key) : exact(path, key);
      if (option == null) {
        throw BadInputException.at(source, line, key, tree.expectedInsteadOf(key));
      }
      JsonToken token = parser.nextToken();
      plain();
      if (tree.leaf(option) != null) {
        leaf(option, key, token, line);
      } else if (token == JsonToken.START_OBJECT) {
        group(option);
      } else {
        String expected = "the options of this group, indented below it";
        throw BadInputException.at(source, line, key, expected);
      }
    }
  }

  private String exact(String group, String key) {
    String path = group.isEmpty() ? key : group + "." + key;
    return path.equals(tree.resolve(group, key)) ? path : null;
  }

  private void leaf(String option, String key, JsonToken token, long line) throws IOException {
    Given given =
        token == JsonToken.START_ARRAY ? list(key, line) : scalar(option, key, token, line);
    Given former = values.put(option, given);
    if (former != null) {
      throw given.complaint("each option once; it stands on line " + former.line() + " already");
    }
  }

  private Given scalar(String option, String key, JsonToken token, long line) throws IOException {
    if (!token.isScalarValue()) {
      String expected = tree.leaf(option).type().words() + ", not a group";
      throw BadInputException.at(source, line, key, expected);
    }
    return new Given(List.of(parser.getText()), form(option, token), key, source, line);
  }

  private Given list(String key, long line) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      plain();
      if (!parser.currentToken().isScalarValue() || parser.currentToken() == JsonToken.VALUE_NULL) {
        throw BadInputException.at(source, line(), key, "a list of single values");
      }
      items.add(parser.getText());
    }
    return new Given(items, Given.Form.LIST, key, source, line);
  }

  /** YAML's own idea of what is a number is not asked: the option's type decides. */
  private Given.Form form(String option, JsonToken token) {
    if (token == JsonToken.VALUE_NULL) {
      return Given.Form.NONE;
    }
    if (yaml) {
      return tree.leaf(option).type().scalar().quoted() ? Given.Form.QUOTED : Given.Form.PLAIN;
    }
    if (token == JsonToken.VALUE_STRING) {
      return Given.Form.QUOTED;
    }
    return token.isNumeric() ? Given.Form.NUMBER : Given.Form.BOOLEAN;
  }

  /** Refuses what only a document with classes or references in it needs. */
  private void plain() throws IOException {
    if (parser instanceof YAMLParser yamlParser
        && (yamlParser.isCurrentAlias()
            || parser.getObjectId() != null
            || parser.getTypeId() != null)) {
      String expected = "plain values, without anchors (&), aliases (*) and tags (!)";
      throw BadInputException.at(source, line(), null, expected);
    }
  }

  private long line() {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }
}
