package io.palavra.translator;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.data.Languages;
import io.palavra.translator.data.PairTensors;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.data.TranslationData;
import io.palavra.translator.network.Reader;
import io.palavra.translator.report.TranslationReport;
import io.palavra.translator.score.Measured;
import io.palavra.translator.score.Scores;
import io.palavra.translator.score.Translated;
import io.palavra.translator.search.BeamSearch;
import io.palavra.translator.search.Continuation;
import io.palavra.translator.search.Draws;
import io.palavra.translator.search.Hypothesis;
import io.palavra.translator.search.SearchOptions;
import io.palavra.translator.search.Sought;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained translator. Texts of about the same length are translated together; the answer to a
 * text depends neither on the others nor on the order. May be used by several threads.
 */
public final class Translator implements ScoredModel {
  /** Sub-words that are read of a text; what follows is left out. */
  public static final int MOST_READ = 1000;

  private static final int TOGETHER = 64;

  private final TranslatorOptions options;
  private final Subwords subwords;
  private final ComputationGraph network;
  private final Reader reader;
  private final Languages languages;

  Translator(TranslatorOptions options, Subwords subwords, ComputationGraph network) {
    this(options, subwords, network, Languages.UNKNOWN);
  }

  Translator(
      TranslatorOptions options, Subwords subwords, ComputationGraph network, Languages languages) {
    this.languages = languages;
    this.options = options;
    this.subwords = subwords;
    this.network = network;
    this.reader = new Reader(network, options.network());
  }

  @Override
  public String kind() {
    return TranslatorKind.ID;
  }

  /** How it is scored where nothing else is said. */
  public SearchOptions search() {
    return options.decoding().search();
  }

  /** The languages that it was trained on, where they are known. */
  public Languages languages() {
    return languages;
  }

  /** Sub-words of a text to translate, its end included. */
  public int tokens(String text) {
    return subwords.source(text).length;
  }

  /** What to say to somebody whose text is in the language that this model writes. */
  public Optional<String> otherDirection(String text) {
    return languages.otherDirection(text);
  }

  /** What to say to somebody whose data's sources are in the language that this model writes. */
  public Optional<String> otherDirection(DataRequest data) {
    List<ParallelText> test = TranslationData.test(data);
    return languages.otherDirection(test.stream().map(ParallelText::source).toList());
  }

  /** The best translation of a text. */
  public String translate(String text) {
    return translate(List.of(text), search()).get(0).get(0).text();
  }

  /**
   * The best translations of each text, the best first; of a blank text one that is empty. Of a
   * text of more than {@value #MOST_READ} sub-words the first ones are read.
   *
   * @param texts a sentence each
   */
  public List<List<Translation>> translate(List<String> texts, SearchOptions search) {
    return translate(texts, search, text -> List.of());
  }

  /**
   * The best translations of each text that hold some terms.
   *
   * @param texts a sentence each
   * @param terms words or phrases that the translation of a text holds, as they stand in it
   * @throws BadInputException for terms with draws or with a beam of 1, which can not hold them
   */
  public List<List<Translation>> translate(
      List<String> texts, SearchOptions search, Function<String, List<String>> terms) {
    List<List<Translation>> answers = new ArrayList<>();
    texts.forEach(text -> answers.add(List.of(new Translation("", 0, 0))));
    int[][] ids = texts.stream().map(this::read).toArray(int[][]::new);
    int[] due =
        IntStream.range(0, ids.length)
            .filter(i -> ids[i].length > 1)
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids[i].length))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int from = 0; from < due.length; from += TOGETHER) {
      int[] batch = Arrays.copyOfRange(due, from, Math.min(due.length, from + TOGETHER));
      int[][] sources = Arrays.stream(batch).mapToObj(i -> ids[i]).toArray(int[][]::new);
      List<Sought> sought =
          Arrays.stream(batch)
              .mapToObj(i -> sought(ids[i], terms.apply(texts.get(i)), search))
              .toList();
      List<List<Hypothesis>> found =
          reader.read(
              PairTensors.ids(sources),
              PairTensors.mask(sources),
              model -> translations(model, sought, search));
      for (int i = 0; i < batch.length; i++) {
        String text = texts.get(batch[i]);
        answers.set(batch[i], found.get(i).stream().map(one -> translation(one, text)).toList());
      }
    }
    return answers;
  }

  /** Of an endless line the beginning, which still ends as a sentence does. */
  private int[] read(String text) {
    int[] ids = subwords.source(text);
    if (ids.length <= MOST_READ) {
      return ids;
    }
    int[] head = Arrays.copyOf(ids, MOST_READ);
    head[MOST_READ - 1] = Subwords.END;
    return head;
  }

  private Sought sought(int[] source, List<String> terms, SearchOptions search) {
    if (!terms.isEmpty() && search.sampling().isPresent()) {
      throw BadInputException.of("option --term", "a search rather than draws");
    }
    if (!terms.isEmpty() && search.beam() == 1) {
      throw BadInputException.of("option --term", "a beam of 2 or more");
    }
    List<List<Integer>> ids =
        terms.stream()
            .filter(term -> !term.isBlank())
            .map(
                term -> {
                  int[] target = subwords.inside(term);
                  if (Arrays.stream(target).anyMatch(id -> id == Vocabulary.UNK)) {
                    throw BadInputException.of(
                        "option --term",
                        term,
                        "a translation that the model's sub-words can spell");
                  }
                  return Arrays.stream(target).boxed().toList();
                })
            .filter(term -> !term.isEmpty())
            .distinct()
            .toList();
    if (ids.size() > Sought.MOST_TERMS) {
      throw BadInputException.of(
          "option --term", ids.size() + " for one sentence", Sought.MOST_TERMS + " at most");
    }
    return new Sought(source.length, ids, Arrays.hashCode(source));
  }

  private List<List<Hypothesis>> translations(
      Continuation model, List<Sought> sought, SearchOptions search) {
    int[] never =
        search.copyUnknown()
            ? new int[] {Vocabulary.PAD, Subwords.BEGIN}
            : new int[] {Vocabulary.PAD, Vocabulary.UNK, Subwords.BEGIN};
    return search.sampling().isPresent()
        ? new Draws(search, Subwords.BEGIN, Subwords.END, never).translate(model, sought)
        : new BeamSearch(search, subwords::joins, Subwords.BEGIN, Subwords.END, never)
            .translate(model, sought);
  }

  /** BLEU, chrF, TER and more of the translations of a data set's test part. */
  @Override
  public ModelScore score(DataRequest data) {
    return Scores.of(measure(TranslationData.test(data)));
  }

  @Override
  public ModelScore report(DataRequest data, Path folder) {
    return report(TranslationData.test(data), data.data(), folder);
  }

  @Override
  public String against(
      ScoredModel other, DataRequest data, List<String> names, Optional<Path> folder) {
    if (!(other instanceof Translator second)) {
      throw BadInputException.of(
          "option --against", "a model of kind " + other.kind(), "a translator");
    }
    List<ParallelText> pairs = TranslationData.test(data);
    Translated ours = translated(pairs);
    Translated theirs = second.translated(pairs);
    ReportLanguage language = ReportLanguage.of(Locale.getDefault());
    folder.ifPresent(to -> TranslationReport.compare(to, names, List.of(ours, theirs), language));
    return Scores.compared(
        names.get(0), ours.ours(), names.get(1), theirs.ours(), ours.references());
  }

  /** Scores pairs and writes {@link TranslationReport}. */
  ModelScore report(List<ParallelText> pairs, String title, Path folder) {
    Measured measured = measure(pairs);
    TranslationReport.write(folder, title, measured, ReportLanguage.of(Locale.getDefault()));
    return Scores.of(measured);
  }

  /**
   * Translates a text and keeps where the model looked; the words it read are those of the first
   * {@value #MOST_READ} sub-words.
   *
   * @throws BadInputException for a blank text, and for a model that does not look
   */
  public Attention attend(String text) {
    int[] source = read(text);
    if (source.length < 2) {
      throw BadInputException.of("text", text, "words to translate");
    }
    Translation best = translate(List.of(text), search()).get(0).get(0);
    int[] written = subwords.target(best.text());
    double[][] weights =
        reader.read(
            PairTensors.ids(new int[][] {source}),
            PairTensors.mask(new int[][] {source}),
            model -> looks(model, written, source.length));
    return new Attention(
        text,
        best.text(),
        Attention.Words.of(subwords.sourceTokens(text).subList(0, source.length - 1)),
        Attention.Words.of(subwords.targetTokens(best.text())),
        weights);
  }

  private static double[][] looks(Continuation model, int[] written, int sourceTokens) {
    double[][] weights = new double[written.length][];
    int last = Subwords.BEGIN;
    for (int i = 0; i < written.length; i++) {
      model.next(new int[] {0}, new int[] {last}, 0);
      double[] look = model.looked(0);
      if (look.length == 0) {
        throw BadInputException.of("this model", "one with attention; it was trained without");
      }
      weights[i] = Arrays.copyOf(look, sourceTokens);
      last = written[i];
    }
    return weights;
  }

  private Measured measure(List<ParallelText> pairs) {
    return Measured.of(translated(pairs));
  }

  private Translated translated(List<ParallelText> pairs) {
    List<String> sources = pairs.stream().map(ParallelText::source).toList();
    return new Translated(
        sources,
        translate(sources, search()).stream().map(found -> found.get(0).text()).toList(),
        pairs.stream().map(ParallelText::target).toList());
  }

  @Override
  public void close() {
    network.close();
  }

  private Translation translation(Hypothesis found, String source) {
    String text =
        found.tokens().contains(Vocabulary.UNK)
            ? subwords.text(found.tokens(), found.places(), source)
            : subwords.text(found.tokens());
    return new Translation(text, found.score(), found.logProbability());
  }
}
