package io.palavra.embeddings.text;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The words of a corpus as a function cuts them, one sentence a record.
 *
 * @param corpus one text a record
 * @param words cuts a text; it must give the same words for the same text, also when several
 *     threads ask it at once
 */
public record CorpusWords(Corpus<String> corpus, Function<String, List<String>> words)
    implements WordSource {
  /** UTF-16 units that are read before they are cut. */
  private static final int BATCH = 1 << 18;

  /** The words of a corpus as a tokeniser cuts them. */
  public static CorpusWords of(Corpus<String> corpus, Tokenizer tokenizer) {
    return new CorpusWords(
        corpus, text -> tokenizer.tokens(text).stream().map(Token::text).toList());
  }

  @Override
  public String name() {
    return corpus.name();
  }

  @Override
  public void read(WordSink sink) {
    try (RecordStream<String> records = corpus.open()) {
      List<String> batch = new ArrayList<>();
      int letters = 0;
      while (records.hasNext()) {
        String text = records.next().value();
        batch.add(text);
        letters += text.length();
        if (letters >= BATCH) {
          hand(batch, sink);
          batch.clear();
          letters = 0;
        }
      }
      hand(batch, sink);
    }
  }

  /** Texts are cut by all cores, and handed out in their order. */
  private void hand(List<String> texts, WordSink sink) {
    List<byte[][]> cut = texts.parallelStream().map(this::cut).toList();
    for (byte[][] text : cut) {
      for (byte[] utf8 : text) {
        if (utf8.length > 0) {
          sink.word(utf8, 0, utf8.length);
        }
      }
      sink.end();
    }
  }

  private byte[][] cut(String text) {
    return words.apply(text).stream()
        .map(word -> word.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }
}
