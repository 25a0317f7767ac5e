package io.palavra.embeddings.supervised;

import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.text.WordSpaces;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.TextFile;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts and their labels, which can be read as often as is needed, the same each time. */
public interface LabelledLines {

  /** Takes the texts one after the other. */
  @FunctionalInterface
  interface Sink {
    /**
     * @param labels without a prefix; none for a text that is passed over
     * @param words of the text
     */
    void line(List<String> labels, List<String> words);
  }

  /** For reports. */
  String name();

  /** Reads all. */
  void read(Sink sink);

  /**
   * A file as {@code fasttext supervised} reads it: words parted by white space, a text a line, the
   * words that begin with {@code __label__} being its labels.
   */
  static LabelledLines file(Path file) {
    return new LabelledLines() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public void read(Sink sink) {
        try (RecordStream<String> lines = new Lines(name(), TextFile.utf8(file)).open()) {
          while (lines.hasNext()) {
            List<String> labels = new ArrayList<>();
            List<String> words = new ArrayList<>();
            WordSpaces.cut(
                lines.next().value(),
                word -> {
                  if (word.startsWith(FastTextModel.LABEL_PREFIX)) {
                    labels.add(word.substring(FastTextModel.LABEL_PREFIX.length()));
                  } else {
                    words.add(word);
                  }
                });
            sink.line(labels, words);
          }
        }
      }
    };
  }

  /** The texts of a corpus as a tokeniser cuts them. */
  static LabelledLines of(Corpus<LabelledText> corpus, Tokenizer tokenizer) {
    return new LabelledLines() {
      @Override
      public String name() {
        return corpus.name();
      }

      @Override
      public void read(Sink sink) {
        try (RecordStream<LabelledText> records = corpus.open()) {
          while (records.hasNext()) {
            LabelledText record = records.next().value();
            sink.line(List.of(record.label()), words(tokenizer, record.text()));
          }
        }
      }
    };
  }

  /** A text as training saw it. */
  static List<String> words(Tokenizer tokenizer, String text) {
    return tokenizer.tokens(text).stream().map(Token::text).toList();
  }
}
