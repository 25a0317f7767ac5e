package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.NumberedText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Paragraph vectors on their way: PV-DM and PV-DBOW, by negative sampling, whole words. Each worker
 * goes through its part of the paragraphs, which are held in memory.
 */
public final class ParagraphTraining implements VectorTraining {
  /** What is saved begins with this number. */
  private static final int LAYOUT = 0x70A30001;

  private final ParagraphOptions options;
  private final CountedWords words;
  private final Paragraphs paragraphs;
  private final ParagraphTables tables;
  private final LossProbe probe;
  private final TableTraining training;

  private ParagraphTraining(ParagraphOptions options, CountedWords words, Paragraphs paragraphs) {
    EmbeddingOptions own = options.words().with(draft -> draft.loss = Loss.NEGATIVE_SAMPLING);
    int copied = OwnRows.copied(words.size(), own.threads());
    this.options = options;
    this.words = words;
    this.paragraphs = paragraphs;
    this.tables = ParagraphTables.begin(options, words, paragraphs, copied);
    Schedule schedule =
        new Schedule(own.learningRate(), Math.max(1, paragraphs.total() * own.epochs()));
    Objectives objectives = new Objectives(own, words, tables.output());
    this.probe =
        LossProbe.ofParagraphs(
            options, paragraphs, words.size(), objectives, new Randoms(own.seed() + 1));
    ParagraphWorker.Task task =
        new ParagraphWorker.Task(
            own.epochs(), paragraphs, new Subsampling(words.counts(), own.subsample()), schedule);
    this.training =
        new TableTraining(
            LAYOUT,
            own,
            new TableTraining.Tables(
                tables.input(),
                tables.input().count(),
                tables.output(),
                words.size(),
                tables.dimensions(),
                List.of(words.size(), paragraphs.size())),
            schedule,
            (number, math, random) -> worker(task, objectives, copied, number, math, random));
  }

  /**
   * Counts the words, takes the text into memory, four bytes a word, and makes the tables.
   *
   * @param source one paragraph a line
   * @param folder for a temporary file of four bytes a word
   * @throws BadInputException when no word is frequent enough, or when the tables would be larger
   *     than an array can be
   */
  public static ParagraphTraining of(WordSource source, ParagraphOptions options, Path folder) {
    EmbeddingOptions own = options.words();
    NumberedText.Limits limits =
        new NumberedText.Limits(own.minCount(), own.mostWords(), own.threads(), true);
    try (NumberedText numbered = NumberedText.of(source, limits, folder)) {
      return new ParagraphTraining(options, numbered.words(), Paragraphs.of(numbered.text()));
    }
  }

  private ParagraphWorker worker(
      ParagraphWorker.Task task,
      Objectives objectives,
      int copied,
      int number,
      RowMath math,
      Randoms random) {
    OwnRows outputs = new OwnRows(math, tables.output(), words.size(), number, copied);
    ParagraphPass pass =
        new ParagraphPass(tables, math, random, objectives.create(math, random, outputs));
    int threads = options.words().threads();
    int from = (int) ((long) paragraphs.size() * number / threads);
    int to = (int) ((long) paragraphs.size() * (number + 1) / threads);
    return new ParagraphWorker(task, from, to, pass, outputs, random);
  }

  @Override
  public CountedWords words() {
    return words;
  }

  @Override
  public Progress progress() {
    return training.progress();
  }

  /**
   * The loss of a word that is told from its paragraph, the mean over a fixed sample of them and
   * fixed negatives.
   */
  @Override
  public double loss() {
    return probe.loss(tables.input(), tables.output());
  }

  /** Bytes of the tables, with the copies that workers have of busy rows, and of the text. */
  @Override
  public long tableBytes() {
    return training.bytes() + Integer.BYTES * paragraphs.total();
  }

  /**
   * Bytes of the vectors of words and paragraphs, and of the output rows, which inference needs.
   */
  @Override
  public long vectorBytes() {
    return Float.BYTES * (2L * words.size() + paragraphs.size()) * tables.width();
  }

  @Override
  public long parameters() {
    return (2L * words.size() + paragraphs.size()) * tables.dimensions();
  }

  /** {@inheritDoc} Paragraphs and output rows begin anew. */
  @Override
  public int startFrom(WordVectors saved) {
    VectorTraining.requireDimensions(saved, tables.dimensions());
    return VectorTraining.eachKnown(
        words, saved, (word, number) -> training.put(word, saved.vector(number)));
  }

  @Override
  public boolean run(BooleanSupplier pause, Consumer<Progress> progress) {
    return training.run(pause, progress);
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    training.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    training.restore(in);
  }

  /** {@inheritDoc} PV-DBOW alone learns none, and gives what chance began with. */
  @Override
  public WordVectors vectors() {
    return WordVectors.of(words.index(), tables.input(), tables.dimensions());
  }

  @Override
  public Optional<ParagraphVectors> paragraphs() {
    return Optional.of(new ParagraphVectors(tables));
  }

  @Override
  public void close() {}
}
