package io.palavra.translator;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.token.Token;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import io.palavra.training.kind.TextModel;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.data.Languages;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.data.TranslationData;
import io.palavra.translator.lexicon.Lexicon;
import io.palavra.translator.network.Reader;
import io.palavra.translator.report.TranslationReport;
import io.palavra.translator.score.Measured;
import io.palavra.translator.score.Scores;
import io.palavra.translator.score.Translated;
import io.palavra.translator.search.SearchOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained translator. Texts of about the same length are translated together; the answer to a
 * text depends neither on the others nor on the order. May be used by several threads.
 */
public final class Translator implements ScoredModel, TextModel {
  /** Sub-words that are read of a text; what follows is left out. */
  public static final int MOST_READ = 1000;

  private final Subwords subwords;
  private final ComputationGraph network;
  private final TextSearch texts;
  private final Languages languages;
  private final SearchOptions search;

  Translator(TranslatorOptions options, Subwords subwords, ComputationGraph network) {
    this(options, subwords, network, Languages.UNKNOWN, Optional.empty());
  }

  /**
   * @param lexicon of the pairs that it was trained on, where it is known
   */
  Translator(
      TranslatorOptions options,
      Subwords subwords,
      ComputationGraph network,
      Languages languages,
      Optional<Lexicon> lexicon) {
    this(
        subwords,
        network,
        new TextSearch(
            subwords, new Reader(network, options.network()), lexicon, options.network()),
        languages,
        options.decoding().search());
  }

  private Translator(
      Subwords subwords,
      ComputationGraph network,
      TextSearch texts,
      Languages languages,
      SearchOptions search) {
    this.subwords = subwords;
    this.network = network;
    this.texts = texts;
    this.languages = languages;
    this.search = search;
  }

  @Override
  public String kind() {
    return TranslatorKind.ID;
  }

  /** How it is scored where nothing else is said. */
  public SearchOptions search() {
    return search;
  }

  /**
   * The same network, scored by another search; it is closed with this one.
   *
   * @throws BadInputException where the network can not be searched so
   */
  public Translator scoredBy(SearchOptions other) {
    texts.require(other);
    return new Translator(subwords, network, texts, languages, other);
  }

  /** The languages that it was trained on, where they are known. */
  public Languages languages() {
    return languages;
  }

  @Override
  public List<String> cut(String text) {
    return subwords.sourceTokens(text).stream().map(Token::text).limit(MOST_READ).toList();
  }

  /** Sub-words of a text to translate, its end included. */
  public int tokens(String text) {
    return subwords.source(text).length;
  }

  /** What to say to somebody whose text is in the language that this model writes. */
  public Optional<String> otherDirection(String text) {
    return languages.otherDirection(text);
  }

  /** What to say to somebody whose pairs' sources are in the language that this model writes. */
  public Optional<String> otherDirection(List<ParallelText> pairs) {
    return languages.otherDirection(pairs.stream().map(ParallelText::source).toList());
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
    return this.texts.translate(texts, search, terms);
  }

  /**
   * Looks whether this model can search so.
   *
   * @throws BadInputException for what needs to know where the model looks, where it does not look
   */
  public void require(SearchOptions search) {
    texts.require(search);
  }

  /** BLEU, chrF, TER and more of the translations of a part of a data set. */
  @Override
  public ModelScore score(DataRequest data, EvaluatedPart part) {
    return score(TranslationData.part(data, part)).headed(part.heading(data.data()));
  }

  /** BLEU, chrF, TER and more of the translations of these pairs' sources. */
  public ModelScore score(List<ParallelText> pairs) {
    return Scores.of(measure(pairs));
  }

  @Override
  public ModelScore report(DataRequest data, Path folder) {
    return report(TranslationData.test(data), data.data(), folder);
  }

  /**
   * As {@link #score(List)}, and writes a page, pictures and the translations.
   *
   * @param title names the pairs
   * @param folder takes the files; it is made where it is not there
   */
  public ModelScore report(List<ParallelText> pairs, String title, Path folder) {
    Measured measured = measure(pairs);
    TranslationReport.write(folder, title, measured, ReportLanguage.of(Locale.getDefault()));
    return Scores.of(measured);
  }

  @Override
  public String against(
      ScoredModel other, DataRequest data, List<String> names, Optional<Path> folder) {
    if (!(other instanceof Translator second)) {
      throw BadInputException.of(
          "option --against", "a model of kind " + other.kind(), "a translator");
    }
    return against(second, TranslationData.test(data), names, folder);
  }

  /**
   * How much better or worse another translator is on the same pairs, and whether that means
   * anything.
   *
   * @param names what to call this model and the other
   * @param folder takes the chart of both, where somebody wants it
   * @return a report for a terminal
   */
  public String against(
      Translator other, List<ParallelText> pairs, List<String> names, Optional<Path> folder) {
    Translated ours = translated(pairs);
    Translated theirs = other.translated(pairs);
    ReportLanguage language = ReportLanguage.of(Locale.getDefault());
    folder.ifPresent(to -> TranslationReport.compare(to, names, List.of(ours, theirs), language));
    return Scores.compared(
        names.get(0), ours.ours(), names.get(1), theirs.ours(), ours.references());
  }

  /**
   * Translates a text and keeps where the model looked; the words it read are those of the first
   * {@value #MOST_READ} sub-words.
   *
   * @throws BadInputException for a blank text, and for a model that does not look
   */
  public Attention attend(String text) {
    return texts.attend(text, this::translate);
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
}
