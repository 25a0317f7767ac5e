package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.NumberedText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final Schedule schedule;
  private final LossProbe probe;
  private final List<ParagraphWorker> workers = new ArrayList<>();

  private ParagraphTraining(ParagraphOptions options, CountedWords words, Paragraphs paragraphs) {
    EmbeddingOptions own = options.words().with(draft -> draft.loss = Loss.NEGATIVE_SAMPLING);
    int copied = OwnRows.copied(words.size(), own.threads());
    this.options = options;
    this.words = words;
    this.paragraphs = paragraphs;
    this.tables = ParagraphTables.begin(options, words, paragraphs, copied);
    this.schedule =
        new Schedule(own.learningRate(), Math.max(1, paragraphs.total() * own.epochs()));
    Objectives objectives = new Objectives(own, words, tables.output());
    this.probe =
        LossProbe.ofParagraphs(
            options, paragraphs, words.size(), objectives, new Randoms(own.seed() + 1));
    hire(objectives, copied);
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

  private void hire(Objectives objectives, int copied) {
    EmbeddingOptions own = options.words();
    ParagraphWorker.Task task =
        new ParagraphWorker.Task(
            own.epochs(), paragraphs, new Subsampling(words.counts(), own.subsample()), schedule);
    Randoms seeds = new Randoms(~own.seed());
    int threads = own.threads();
    for (int i = 0; i < threads; i++) {
      RowMath math = RowMaths.best();
      Randoms random = new Randoms(seeds.next());
      OwnRows outputs = new OwnRows(math, tables.output(), words.size(), i, copied);
      ParagraphPass pass =
          new ParagraphPass(tables, math, random, objectives.create(math, random, outputs));
      int from = (int) ((long) paragraphs.size() * i / threads);
      int to = (int) ((long) paragraphs.size() * (i + 1) / threads);
      workers.add(new ParagraphWorker(task, from, to, pass, outputs, random));
    }
  }

  @Override
  public CountedWords words() {
    return words;
  }

  @Override
  public Progress progress() {
    return schedule.progress();
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
    long numbers = (long) tables.input().numbers().length + tables.output().numbers().length;
    return Float.BYTES * numbers + Integer.BYTES * paragraphs.total();
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
    int known = 0;
    for (int word = 0; word < words.size(); word++) {
      int number = saved.find(words.word(word));
      if (number >= 0) {
        float[] vector = saved.vector(number);
        System.arraycopy(
            vector, 0, tables.input().numbers(), tables.input().place(word), vector.length);
        known++;
      }
    }
    return known;
  }

  @Override
  public boolean run(BooleanSupplier pause, Consumer<Progress> progress) {
    new WorkerThreads(schedule, this::soundInPassing, pause, progress).run(workers);
    int width = tables.width();
    if (!Divergence.finite(tables.input(), tables.input().count(), width)
        || !Divergence.finite(tables.output(), words.size(), width)) {
      throw Divergence.of(options.words().learningRate(), progress());
    }
    progress.accept(progress());
    return workers.stream().allMatch(ParagraphWorker::done);
  }

  private boolean soundInPassing() {
    return Divergence.finiteInPassing(tables.input(), tables.input().count())
        && Divergence.finiteInPassing(tables.output(), words.size());
  }

  /** Writes what a training of the same text and options goes on from, between two runs. */
  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(LAYOUT);
    out.writeInt(workers.size());
    for (ParagraphWorker worker : workers) {
      worker.save(out);
    }
    out.writeLong(schedule.done());
    out.writeInt(words.size());
    out.writeInt(paragraphs.size());
    out.writeInt(tables.dimensions());
    StoredRows.write(out, tables.input(), tables.input().count(), tables.dimensions());
    StoredRows.write(out, tables.output(), words.size(), tables.dimensions());
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    if (in.readInt() != LAYOUT) {
      throw new IOException("of another version of this program");
    }
    if (in.readInt() != workers.size()) {
      throw new IOException("another number of threads");
    }
    for (ParagraphWorker worker : workers) {
      worker.restore(in);
    }
    schedule.restore(in.readLong());
    if (in.readInt() != words.size()
        || in.readInt() != paragraphs.size()
        || in.readInt() != tables.dimensions()) {
      throw new IOException("tables of other sizes");
    }
    StoredRows.read(in, tables.input(), tables.input().count(), tables.dimensions());
    StoredRows.read(in, tables.output(), words.size(), tables.dimensions());
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
