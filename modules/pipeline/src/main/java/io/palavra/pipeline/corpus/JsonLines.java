package io.palavra.pipeline.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.palavra.pipeline.file.RecordLimit;
import io.palavra.pipeline.file.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One JSON object a line, with the text and the label among its fields; blank lines pass. */
public final class JsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(RecordLimit.CHARACTERS).build())
          .build();

  private JsonLines() {}

  /**
   * @param text the field with the text
   * @param label the field with the label: a string, a number or a truth value
   */
  public static Corpus<LabelledText> labelled(
      String name, TextFile file, String text, String label) {
    Corpus<String> lines =
        Corpora.filter(new Lines(name, file), name, "not blank", line -> !line.isBlank());
    return Corpora.map(
        lines,
        "JSON " + text + ", " + label,
        line -> {
          Fields fields = fields(line);
          String theClass = field(fields, label, line.place()).strip();
          if (theClass.isEmpty()) {
            throw line.place().complaint(theClass, "the name of a class");
          }
          return new LabelledText(field(fields, text, line.place()), theClass);
        });
  }

  /**
   * The fields of a line.
   *
   * @param values of those that are a text, a number or a truth value
   * @param others what the others are
   * @param names of all, in their order
   */
  private record Fields(
      Map<String, String> values, Map<String, String> others, List<String> names) {}

  private static String field(Fields fields, String name, Place place) {
    String value = fields.values().get(name);
    if (value == null && fields.others().containsKey(name)) {
      throw place.complaint(name + ": " + fields.others().get(name), "a text or a number");
    }
    if (value == null) {
      throw place.complaint(String.join(", ", fields.names()), "a field \"" + name + "\"");
    }
    if (value.indexOf('\0') >= 0) {
      throw place.complaint(value, "text without NUL");
    }
    return value;
  }

  private static Fields fields(Located<String> line) {
    Fields fields = new Fields(new HashMap<>(), new HashMap<>(), new ArrayList<>());
    try (JsonParser json = JSON.createParser(line.value())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw line.place().complaint(line.value(), "one JSON object a line");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        fields.names().add(name);
        if (token.isStructStart()) {
          fields.others().put(name, token == JsonToken.START_ARRAY ? "a list" : "an object");
          json.skipChildren();
        } else if (token == JsonToken.VALUE_NULL) {
          fields.others().put(name, "null");
        } else {
          fields.values().put(name, json.getText());
        }
      }
      if (json.nextToken() != null) {
        throw line.place().complaint(line.value(), "one JSON object a line, and nothing behind it");
      }
      return fields;
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      throw line.place().complaint(line.value(), "one JSON object a line: " + why).because(e);
    }
  }
}
