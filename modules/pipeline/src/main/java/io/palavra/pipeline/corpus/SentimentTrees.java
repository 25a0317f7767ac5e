package io.palavra.pipeline.corpus;

import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sentences and phrases of the Stanford Sentiment Treebank (Socher et al., EMNLP 2013): one tree a
 * line in the brackets of the Penn Treebank, every node with a label from 0, very negative, to 4,
 * very positive. Texts are lower-cased, as the sentence files that are used with the trees are.
 *
 * @param name for reports
 * @param nodes which nodes become records
 * @param classes which labels
 */
public record SentimentTrees(String name, TextFile file, Nodes nodes, Classes classes)
    implements Corpus<LabelledText> {

  /** Which nodes of a tree become records. */
  public enum Nodes {
    /** The whole sentence. */
    ROOTS,
    /** Every phrase, single words and the whole sentence among them. */
    PHRASES
  }

  /** Which classes there are. */
  public enum Classes {
    /** 0 to 4. */
    FIVE,
    /** 0 for 0 and 1, 1 for 3 and 4; neutral nodes are left out. */
    TWO
  }

  @Override
  public RecordStream<LabelledText> open() {
    TextFile.Opened opened = file.open();
    return new Trees(new LineReader(opened.reader(), opened.source()), opened.source());
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(file).with("trees, " + nodes + ", " + classes);
  }

  private final class Trees extends SequentialStream<LabelledText> {
    private final LineReader lines;
    private final String source;
    private final Deque<Located<LabelledText>> ready = new ArrayDeque<>();

    Trees(LineReader lines, String source) {
      this.lines = lines;
      this.source = source;
    }

    @Override
    protected Optional<Located<LabelledText>> read() {
      while (ready.isEmpty() && lines.next()) {
        if (!lines.line().isBlank()) {
          Place place = new Place(source, lines.number());
          for (Node node : new Tree(lines.line(), place).nodes()) {
            if (nodes == Nodes.PHRASES || node.root()) {
              record(node).ifPresent(record -> ready.add(new Located<>(record, place)));
            }
          }
        }
      }
      return Optional.ofNullable(ready.poll());
    }

    private Optional<LabelledText> record(Node node) {
      if (classes == Classes.FIVE) {
        return Optional.of(new LabelledText(node.text(), String.valueOf(node.label())));
      }
      if (node.label() == 2) {
        return Optional.empty();
      }
      return Optional.of(new LabelledText(node.text(), node.label() < 2 ? "0" : "1"));
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private record Node(String text, int label, boolean root) {}

  /** A node that is not closed yet: where its text begins in the words so far. */
  private record Begun(int label, int start) {}

  /** Reads one tree without recursion, so that no depth of brackets can end the stack. */
  private static final class Tree {
    /** The texts of a chain of nodes grow quadratically; sentences stay far below both. */
    private static final int DEEPEST = 1000;

    private static final int LONGEST = 1 << 16;

    private final String line;
    private final Place place;
    private final StringBuilder words = new StringBuilder();
    private final Deque<Begun> open = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private int at;

    Tree(String line, Place place) {
      this.line = line.strip();
      this.place = place;
      if (line.length() > LONGEST) {
        throw place.complaint(line, "a tree of at most " + LONGEST + " characters");
      }
    }

    /** All nodes, a node before those around it, the root last. */
    List<Node> nodes() {
      while (at < line.length()) {
        char c = line.charAt(at);
        if (c == '(') {
          begin();
        } else if (c == ')') {
          end();
        } else if (c == ' ') {
          at++;
        } else {
          word();
        }
      }
      if (!open.isEmpty()) {
        throw bad("as many closing as opening brackets");
      }
      return nodes;
    }

    private void begin() {
      if (open.isEmpty() && at > 0) {
        throw bad("one tree a line");
      }
      if (at + 2 >= line.length() || line.charAt(at + 2) != ' ') {
        throw bad("a label from 0 to 4 and a space behind a bracket");
      }
      int label = line.charAt(at + 1) - '0';
      if (label < 0 || label > 4 || open.size() == DEEPEST) {
        throw bad(open.size() == DEEPEST ? "at most 1000 levels" : "labels from 0 to 4");
      }
      open.push(new Begun(label, words.isEmpty() ? 0 : words.length() + 1));
      at += 3;
    }

    private void end() {
      if (open.isEmpty()) {
        throw bad("as many closing as opening brackets");
      }
      Begun node = open.pop();
      if (node.start() >= words.length()) {
        throw bad("a word in every node");
      }
      String text = words.substring(node.start()).toLowerCase(Locale.ROOT);
      nodes.add(new Node(text, node.label(), open.isEmpty()));
      at++;
    }

    private void word() {
      int end = at;
      while (end < line.length() && " ()".indexOf(line.charAt(end)) < 0) {
        end++;
      }
      if (open.isEmpty()) {
        throw bad("a tree in brackets");
      }
      words.append(words.isEmpty() ? "" : " ").append(line, at, end);
      at = end;
    }

    private RuntimeException bad(String expected) {
      return place.complaint(line, expected + ", at character " + (at + 1));
    }
  }
}
