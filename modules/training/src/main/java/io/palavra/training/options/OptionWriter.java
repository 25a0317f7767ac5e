package io.palavra.training.options;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Options as text: JSON for machines, YAML with comments for people. */
final class OptionWriter {
  private static final int WIDTH = 96;
  private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]{0,80}");
  private static final Set<String> NOT_BARE =
      Set.of("true", "false", "null", "none", "yes", "no", "on", "off", "y", "n");

  private OptionWriter() {}

  static String json(Record options) {
    StringBuilder out = new StringBuilder();
    json(OptionTree.of(options.getClass()), options, "", "", out);
    return out.append('\n').toString();
  }

  private static void json(
      OptionTree tree, Record record, String prefix, String indent, StringBuilder out) {
    out.append('{');
    String separator = "\n";
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String path = prefix + component.getName();
      Object value = OptionTree.read(component, record);
      out.append(separator).append(indent).append("  ");
      out.append(quoted(component.getName())).append(": ");
      OptionTree.Leaf leaf = tree.leaf(path);
      if (leaf == null) {
        json(tree, (Record) value, path + ".", indent + "  ", out);
      } else {
        out.append(text(leaf.type(), value, true));
      }
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  static String yaml(Record options, Map<String, String> comments, Set<String> hidden) {
    StringBuilder out = new StringBuilder();
    yaml(OptionTree.of(options.getClass()), options, "", "", comments, hidden, out);
    return out.toString();
  }

  private static void yaml(
      OptionTree tree,
      Record record,
      String prefix,
      String indent,
      Map<String, String> comments,
      Set<String> hidden,
      StringBuilder out) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = component.getName();
      String path = prefix + name;
      if (hidden.contains(name)) {
        continue;
      }
      Object value = OptionTree.read(component, record);
      OptionTree.Leaf leaf = tree.leaf(path);
      String own = leaf == null ? "" : ownComment(leaf);
      comment(comments.getOrDefault(path, comments.getOrDefault(name, own)), indent, out);
      out.append(indent).append(name).append(':');
      if (leaf == null) {
        out.append('\n');
        yaml(tree, (Record) value, path + ".", indent + "  ", comments, hidden, out);
      } else {
        out.append(' ').append(value(leaf.type(), value)).append('\n');
      }
    }
  }

  /** What the option does, and what it can be where that is a list of words. */
  private static String ownComment(OptionTree.Leaf leaf) {
    List<String> values = leaf.type().scalar().values();
    if (leaf.comment().isEmpty() || values.isEmpty() || values.contains("true")) {
      return leaf.comment();
    }
    return leaf.comment() + ": " + String.join(", ", values);
  }

  private static void comment(String comment, String indent, StringBuilder out) {
    String clean = comment.replaceAll("[\\p{Cntrl}\\p{Space}\\u2028\\u2029\\u0085]+", " ").strip();
    StringBuilder line = new StringBuilder();
    for (String word : clean.isEmpty() ? List.<String>of() : List.of(clean.split(" "))) {
      if (line.length() > 0 && indent.length() + 3 + line.length() + word.length() > WIDTH) {
        out.append(indent).append('#').append(line).append('\n');
        line.setLength(0);
      }
      line.append(' ').append(word);
    }
    if (line.length() > 0) {
      out.append(indent).append('#').append(line).append('\n');
    }
  }

  /** A value as a YAML file has it. */
  static String value(OptionType type, Object value) {
    return text(type, value, false);
  }

  private static String text(OptionType type, Object value, boolean json) {
    List<Object> elements = type.elements(value);
    if (type.shape() == OptionType.Shape.LIST) {
      return "["
          + String.join(", ", elements.stream().map(e -> scalar(type.scalar(), e, json)).toList())
          + "]";
    }
    if (elements.isEmpty()) {
      return json || type.scalar().quoted() ? "null" : "none";
    }
    return scalar(type.scalar(), elements.get(0), json);
  }

  private static String scalar(ScalarType type, Object value, boolean json) {
    String text = type.write(value);
    if (!type.quoted()) {
      return text;
    }
    boolean bare =
        BARE.matcher(text).matches() && !NOT_BARE.contains(text.toLowerCase(Locale.ROOT));
    return bare && !json ? text : quoted(text);
  }

  /** In JSON's quotes, which YAML reads too once what it takes for unprintable is escaped. */
  private static String quoted(String text) {
    StringBuilder escaped = new StringBuilder();
    JsonStringEncoder.getInstance().quoteAsString(text, escaped);
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c >= 0x7f && c <= 0xa0 || c == 0x2028 || c == 0x2029 || c >= 0xfeff) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
