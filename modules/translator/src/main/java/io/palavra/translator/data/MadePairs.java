package io.palavra.translator.data;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.split.ComparableText;
import io.palavra.translator.Translator;
import io.palavra.translator.search.SearchOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Pairs one side of which a model wrote, beside the pairs of a data set. */
public final class MadePairs {
  private static final int TOGETHER = 512;

  private final Translator translator;
  private final SearchOptions search;
  private final Consumer<String> say;

  /**
   * @param say takes a line now and then
   */
  public MadePairs(Translator translator, SearchOptions search, Consumer<String> say) {
    this.translator = translator;
    this.search = search;
    this.say = say;
  }

  /**
   * Back-translation (Sennrich, Haddow and Birch 2016, "Improving Neural Machine Translation Models
   * with Monolingual Data"): sentences of the target language become targets, and what the
   * translator, which reads that language, makes of them their sources. Sentences of development
   * and test pairs are left out, and so are blank and repeated ones; sentences that differ in
   * letter case, Unicode form and white space alone count as equal.
   *
   * @param data the pairs that there are
   * @param sentences of their target language
   * @param folder takes {@code train.tsv} (the pairs, then the made ones), {@code dev.tsv} and
   *     {@code test.tsv}
   * @throws io.palavra.pipeline.BadInputException when the folder holds something, or can not be
   *     written
   */
  public List<Path> backTranslated(DataRequest data, Iterator<String> sentences, Path folder) {
    PairFiles.requireEmpty(folder);
    TranslationData pairs = TranslationData.of(data);
    List<ParallelText> train = new ArrayList<>(pairs.trainPairs());
    List<ParallelText> dev = pairs.devPairs();
    List<ParallelText> test = pairs.testPairs();
    Set<String> known = new HashSet<>();
    dev.forEach(pair -> known.add(ComparableText.of(pair.target())));
    test.forEach(pair -> known.add(ComparableText.of(pair.target())));
    List<String> targets = new ArrayList<>();
    while (sentences.hasNext()) {
      String sentence = sentences.next();
      if (!sentence.isBlank() && known.add(ComparableText.of(sentence))) {
        targets.add(sentence);
      }
    }
    List<String> made = translated(targets);
    int kept = 0;
    for (int i = 0; i < made.size(); i++) {
      if (!made.get(i).isBlank()) {
        train.add(new ParallelText(made.get(i), targets.get(i)));
        kept++;
      }
    }
    say.accept(
        String.format(
            Locale.ROOT, "%,d pairs made, beside %,d that there are", kept, train.size() - kept));
    return PairFiles.write(folder, train, dev, test);
  }

  /**
   * Knowledge distillation by sequences (Kim and Rush 2016): the translator's translations take the
   * place of people's in the training part.
   *
   * @param folder takes {@code train.tsv}, {@code dev.tsv} and {@code test.tsv}
   * @throws io.palavra.pipeline.BadInputException when the folder holds something, or can not be
   *     written
   */
  public List<Path> distilled(DataRequest data, Path folder) {
    PairFiles.requireEmpty(folder);
    TranslationData pairs = TranslationData.of(data);
    List<ParallelText> dev = pairs.devPairs();
    List<ParallelText> test = pairs.testPairs();
    List<String> sources = pairs.trainPairs().stream().map(ParallelText::source).toList();
    List<String> made = translated(sources);
    List<ParallelText> train = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      if (!made.get(i).isBlank()) {
        train.add(new ParallelText(sources.get(i), made.get(i)));
      }
    }
    return PairFiles.write(folder, train, dev, test);
  }

  private List<String> translated(List<String> texts) {
    translator.languages().otherDirection(texts).ifPresent(say);
    List<String> made = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += TOGETHER) {
      List<String> together = texts.subList(from, Math.min(texts.size(), from + TOGETHER));
      translator.translate(together, search).forEach(found -> made.add(found.get(0).text()));
      say.accept(String.format(Locale.ROOT, "%,d of %,d translated", made.size(), texts.size()));
    }
    return made;
  }
}
