package io.palavra.training.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Text entries that bundles of several kinds have. A vocabulary has a line for each id: the count,
 * a tabulator and the token with control characters and backslashes escaped as in Java.
 */
public final class TextEntries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TextEntries() {}

  /** A vocabulary as an entry. */
  public static String vocabulary(Vocabulary vocabulary) {
    StringBuilder out = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      out.append(vocabulary.count(id)).append('\t');
      escape(vocabulary.token(id), out);
      out.append('\n');
    }
    return out.toString();
  }

  /**
   * The vocabulary of an entry.
   *
   * @param entry its name, for complaints
   * @throws BadInputException for a line that is none of a vocabulary
   */
  public static Vocabulary vocabulary(String entry, String text) {
    List<String> tokens = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 1 || tab > 19 || !line.substring(0, tab).chars().allMatch(Character::isDigit)) {
        throw BadInputException.at(
            entry, tokens.size() + 1L, line, "a count, a tabulator and a token");
      }
      counts.add(Long.parseLong(line.substring(0, tab)));
      tokens.add(StringEscapeUtils.unescapeJava(line.substring(tab + 1)));
    }
    return Vocabulary.of(tokens, counts.stream().mapToLong(Long::longValue).toArray(), entry);
  }

  /** Readable in any script: only what would break a line, or is invisible, is escaped. */
  private static void escape(String token, StringBuilder out) {
    for (char c : token.toCharArray()) {
      boolean breaks = c == '\u2028' || c == '\u2029';
      if (c == '\\') {
        out.append("\\\\");
      } else if (Character.isISOControl(c) || Character.isSurrogate(c) || breaks) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
  }

  /** A tokeniser as an entry: its name and options. */
  public static String tokenizer(Tokenizer tokenizer) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", tokenizer.spec().name());
    spec.put("options", tokenizer.spec().options());
    return write(spec);
  }

  /**
   * The tokeniser of an entry.
   *
   * @param entry its name, for complaints
   * @throws BadInputException for what is no tokeniser
   */
  public static Tokenizer tokenizer(String entry, String json) {
    JsonNode node = read(entry, json, new TypeReference<>() {});
    if (!node.path("name").isTextual() || !node.path("options").isObject()) {
      throw BadInputException.of(entry, "a name and options");
    }
    TreeMap<String, String> options = new TreeMap<>();
    node.get("options").properties().forEach(e -> options.put(e.getKey(), e.getValue().asText()));
    return Tokenizers.of(new TokenizerSpec(node.get("name").asText(), options));
  }

  /** Metrics by name as an entry. */
  public static String metrics(Map<String, Double> metrics) {
    return write(new TreeMap<>(metrics));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String entry, String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw BadInputException.of(entry, "JSON as a model has it").because(e);
    }
  }
}
