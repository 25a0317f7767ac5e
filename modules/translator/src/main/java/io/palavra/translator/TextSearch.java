package io.palavra.translator;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.translator.data.PairTensors;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.lexicon.Lexicon;
import io.palavra.translator.network.Architecture;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.network.Reader;
import io.palavra.translator.search.BeamSearch;
import io.palavra.translator.search.Continuation;
import io.palavra.translator.search.Draws;
import io.palavra.translator.search.Hypothesis;
import io.palavra.translator.search.SearchOptions;
import io.palavra.translator.search.Sought;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** From texts to translations, and to where the network looked while it wrote one. */
final class TextSearch {
  private static final int TOGETHER = 64;
  private static final String LISTING =
      "a model that knows which sub-words translate which; this one was trained by a version that"
          + " did not write that down";
  private static final String LOOKING = "a model with attention; this one was trained without";

  private final Subwords subwords;
  private final Reader reader;
  private final Optional<Lexicon> lexicon;
  private final boolean looks;

  TextSearch(Subwords subwords, Reader reader, Optional<Lexicon> lexicon, NetworkOptions network) {
    this.subwords = subwords;
    this.lexicon = lexicon;
    this.reader = reader;
    this.looks =
        network.architecture() == Architecture.TRANSFORMER
            || network.attention() != DecoderAttention.NONE;
  }

  /** {@link Translator#require}. */
  void require(SearchOptions search) {
    if (!looks && search.coveragePenalty() > 0) {
      throw BadInputException.of(
          "option coveragePenalty", String.valueOf(search.coveragePenalty()), LOOKING);
    }
    if (!looks && search.copyUnknown()) {
      throw BadInputException.of("option copyUnknown", LOOKING);
    }
    if (search.shortlist() && lexicon.isEmpty()) {
      throw BadInputException.of("option shortlist", LISTING);
    }
  }

  /** {@link Translator#translate(List, SearchOptions, Function)}. */
  List<List<Translation>> translate(
      List<String> texts, SearchOptions search, Function<String, List<String>> terms) {
    require(search);
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
              lists(sources, sought, search),
              model -> translations(model, sought, search));
      for (int i = 0; i < batch.length; i++) {
        String text = texts.get(batch[i]);
        answers.set(batch[i], found.get(i).stream().map(one -> translation(one, text)).toList());
      }
    }
    return answers;
  }

  /** The sub-words that each translation is made of, where not all may be. */
  private Optional<int[][]> lists(int[][] sources, List<Sought> sought, SearchOptions search) {
    return lexicon
        .filter(known -> search.shortlist())
        .map(
            known ->
                IntStream.range(0, sources.length)
                    .mapToObj(i -> known.words(sources[i], due(sought.get(i))))
                    .toArray(int[][]::new));
  }

  private static List<Integer> due(Sought sentence) {
    return sentence.terms().stream().flatMap(List::stream).toList();
  }

  /**
   * Where the network looks while it writes a translation.
   *
   * @param best makes a text's translation
   * @throws BadInputException for a blank text, and for a model that does not look
   */
  Attention attend(String text, Function<String, String> best) {
    int[] source = read(text);
    if (source.length < 2) {
      throw BadInputException.of("text", text, "words to translate");
    }
    if (!looks) {
      throw BadInputException.of("this model", "one with attention; it was trained without");
    }
    String translation = best.apply(text);
    int[] written = subwords.target(translation);
    double[][] weights =
        reader.read(
            PairTensors.ids(new int[][] {source}),
            PairTensors.mask(new int[][] {source}),
            model -> looks(model, written, source.length));
    return new Attention(
        text,
        translation,
        Attention.Words.of(subwords.sourceTokens(text).subList(0, source.length - 1)),
        Attention.Words.of(subwords.targetTokens(translation)),
        weights);
  }

  private static double[][] looks(Continuation model, int[] written, int sourceTokens) {
    double[][] weights = new double[written.length][];
    int last = Subwords.BEGIN;
    for (int i = 0; i < written.length; i++) {
      model.next(new int[] {0}, new int[] {last}, 0);
      weights[i] = Arrays.copyOf(model.looked(0), sourceTokens);
      last = written[i];
    }
    return weights;
  }

  /** Of an endless line the beginning, which still ends as a sentence does. */
  private int[] read(String text) {
    int[] ids = subwords.source(text);
    if (ids.length <= Translator.MOST_READ) {
      return ids;
    }
    int[] head = Arrays.copyOf(ids, Translator.MOST_READ);
    head[Translator.MOST_READ - 1] = Subwords.END;
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
            .map(this::spelled)
            .filter(term -> !term.isEmpty())
            .distinct()
            .toList();
    if (ids.size() > Sought.MOST_TERMS) {
      throw BadInputException.of(
          "option --term", ids.size() + " for one sentence", Sought.MOST_TERMS + " at most");
    }
    return new Sought(source.length, ids, Arrays.hashCode(source));
  }

  private List<Integer> spelled(String term) {
    int[] target = subwords.inside(term);
    if (Arrays.stream(target).anyMatch(id -> id == Vocabulary.UNK)) {
      throw BadInputException.of(
          "option --term", term, "a translation that the model's sub-words can spell");
    }
    return Arrays.stream(target).boxed().toList();
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

  private Translation translation(Hypothesis found, String source) {
    String text =
        found.tokens().contains(Vocabulary.UNK)
            ? subwords.text(found.tokens(), found.places(), source)
            : subwords.text(found.tokens());
    return new Translation(text, found.score(), found.logProbability());
  }
}
