package io.palavra.pipeline.encode;

import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.pipeline.vocabulary.VocabularyBuilder;
import java.util.ArrayList;
import java.util.List;

/** Texts to ids. Immutable and safe for use by several threads. */
public final class TextEncoder {
  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final TextOptions options;

  /**
   * @param options how much of a text is read, and which end of it
   */
  public TextEncoder(Tokenizer tokenizer, Vocabulary vocabulary, TextOptions options) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.options = options;
  }

  /** An encoder with the vocabulary of the texts to learn from, in one pass over them. */
  public static TextEncoder learn(TrainSet<LabelledText> train, TextOptions options) {
    Learner learner = new Learner(options);
    try (RecordStream<LabelledText> records = train.corpus().open()) {
      records.forEachRemaining(record -> learner.see(record.value().text()));
    }
    return learner.encoder();
  }

  /** Counts the tokens of texts to learn from as they come. */
  public static final class Learner {
    private final TextOptions options;
    private final Tokenizer tokenizer;
    private final VocabularyBuilder builder;
    private long examples;
    private long ids;
    private int longest;
    private long cut;

    /**
     * @throws io.palavra.pipeline.BadInputException for an option out of range
     */
    public Learner(TextOptions options) {
      this.options = options;
      this.tokenizer = Tokenizers.of(options);
      this.builder = new VocabularyBuilder(options.minCount(), options.maxVocabulary());
    }

    /** Complains of a text that can not be cut, of whichever part. */
    public void check(String text) {
      tokenizer.check(text);
    }

    /** Counts the tokens of a text of the training part. */
    public void see(String text) {
      List<Token> tokens = tokenizer.tokens(text);
      for (Token token : tokens) {
        if (tokenizer.knows(token.text())) {
          builder.add(token.text());
        }
      }
      int length = Math.min(tokens.size(), options.maxLength());
      examples += tokens.isEmpty() ? 0 : 1;
      ids += length;
      longest = Math.max(longest, length);
      cut += length < tokens.size() ? 1 : 0;
    }

    /** How much of what was seen there will be to learn from. */
    public ExampleCounts counts() {
      return new ExampleCounts(examples, ids, longest, cut);
    }

    /** The encoder with the vocabulary of what was seen. */
    public TextEncoder encoder() {
      return new TextEncoder(tokenizer, builder.build(), options);
    }
  }

  /**
   * The same with further words in its vocabulary, as many as {@link TextOptions#maxVocabulary} has
   * room for behind its own.
   */
  public TextEncoder knowing(List<String> words) {
    return new TextEncoder(tokenizer, vocabulary.with(words, options.maxVocabulary()), options);
  }

  /** What cuts the texts. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** What numbers the tokens. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How much of a text is read. */
  public TextOptions options() {
    return options;
  }

  /**
   * The ids of a text, {@link TextOptions#maxLength} at most; {@link Vocabulary#UNK} alone for a
   * text without tokens.
   */
  public int[] encode(String text) {
    List<Token> tokens = tokenizer.tokens(text);
    return tokens.isEmpty() ? new int[] {Vocabulary.UNK} : ids(tokens);
  }

  /** As {@link #encode}, but an empty array for a text without tokens. */
  int[] encodeOrNothing(String text) {
    return ids(tokenizer.tokens(text));
  }

  /** The same ids, with the tokens that they stand for. */
  public EncodedText encodeFully(String text) {
    List<Token> tokens = tokenizer.tokens(text);
    if (tokens.isEmpty()) {
      return new EncodedText(new int[] {Vocabulary.UNK}, List.of(), 0, 1);
    }
    int[] ids = ids(tokens);
    int unknown = 0;
    for (int id : ids) {
      unknown += id == Vocabulary.UNK ? 1 : 0;
    }
    return new EncodedText(ids, kept(tokens), tokens.size(), unknown);
  }

  private int[] ids(List<Token> tokens) {
    int length = Math.min(tokens.size(), options.maxLength());
    int head = headOf(length, tokens.size());
    int skipped = tokens.size() - length;
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = vocabulary.id(tokens.get(i < head ? i : i + skipped).text());
    }
    return ids;
  }

  private List<Token> kept(List<Token> tokens) {
    int length = Math.min(tokens.size(), options.maxLength());
    int head = headOf(length, tokens.size());
    List<Token> kept = new ArrayList<>(tokens.subList(0, head));
    kept.addAll(tokens.subList(tokens.size() - (length - head), tokens.size()));
    return kept;
  }

  /** How many of the kept tokens are the text's first; an odd one out goes to the head. */
  private int headOf(int length, int tokens) {
    if (length == tokens) {
      return length;
    }
    return switch (options.truncation()) {
      case HEAD -> length;
      case TAIL -> 0;
      case HEAD_AND_TAIL -> (length + 1) / 2;
    };
  }
}
