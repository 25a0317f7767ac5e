package io.palavra.embeddings.text;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The words of a corpus as a function cuts them, one sentence a record.
 *
 * @param corpus one text a record
 * @param words cuts a text; it must give the same words for the same text
 */
public record CorpusWords(Corpus<String> corpus, Function<String, List<String>> words)
    implements WordSource {

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
      while (records.hasNext()) {
        for (String word : words.apply(records.next().value())) {
          byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
          if (utf8.length > 0) {
            sink.word(utf8, 0, utf8.length);
          }
        }
        sink.end();
      }
    }
  }
}
