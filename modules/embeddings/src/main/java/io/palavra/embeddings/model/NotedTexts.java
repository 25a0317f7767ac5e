package io.palavra.embeddings.model;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A corpus of which each pass notes where its texts stand and how they begin, so that a model can
 * name them without the data. What was noted is that of the last pass. Passes are one at a time.
 */
final class NotedTexts implements Corpus<String> {
  /** What a bundle's entry of text holds. */
  private static final long MOST_BYTES = 1L << 28;

  private final Corpus<String> corpus;
  private List<TextNote> notes = new ArrayList<>();

  NotedTexts(Corpus<String> corpus) {
    this.corpus = corpus;
  }

  /** Of the last pass, in the order of the texts. */
  List<TextNote> notes() {
    return List.copyOf(notes);
  }

  @Override
  public String name() {
    return corpus.name();
  }

  @Override
  public Fingerprint fingerprint() {
    return corpus.fingerprint();
  }

  @Override
  public RecordStream<String> open() {
    List<TextNote> mine = new ArrayList<>();
    notes = mine;
    RecordStream<String> records = corpus.open();
    return new RecordStream<>() {
      private long bytes;

      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Located<String> next() {
        Located<String> text = records.next();
        TextNote note = TextNote.of(text);
        bytes += LearnedTexts.bytes(note);
        if (bytes > MOST_BYTES) {
          throw BadInputException.of(
              "data " + name(),
              "texts of which a model can hold the vectors: a few million, up to " + text.place());
        }
        mine.add(note);
        return text;
      }

      @Override
      public void close() {
        records.close();
      }
    };
  }
}
