package io.palavra.translator;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.subword.SubwordTokenizer;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.bundle.NetworkWeights;
import io.palavra.training.bundle.TextEntries;
import io.palavra.training.options.OptionBinder;
import io.palavra.translator.data.Languages;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.data.TrueCase;
import io.palavra.translator.lexicon.Lexicon;
import io.palavra.translator.network.TranslatorNetwork;
import io.palavra.translator.network.Tying;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** A translator as a bundle and back. Languages that share sub-words share the entries. */
final class TranslatorBundle {
  static final String METRICS = "metrics.json";
  static final String PROVENANCE = "provenance.json";
  private static final String OPTIONS = "options.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String LANGUAGES = "languages.txt";
  private static final String LEXICON = "lexicon.txt";
  private static final String TRUE_CASE = "true-case.txt";
  private static final String SOURCE = "source-";
  private static final String TARGET = "target-";

  /**
   * What models of before did where an option did not exist yet: one table a side, no true case.
   */
  static final TranslatorOptions OLDER = older(TranslatorOptions.defaults());

  private TranslatorBundle() {}

  private static TranslatorOptions older(TranslatorOptions today) {
    return today
        .with(today.network().with(Tying.NONE))
        .with(new SubwordOptions(6000, true, false, 2, 100, 1500, 0))
        .with(today.training().toBuilder().averagedEpochs(0).build());
  }

  static ModelBundle pack(
      TranslatorOptions options,
      Subwords subwords,
      ComputationGraph network,
      Languages languages,
      Lexicon lexicon,
      SortedMap<String, Double> metrics,
      String provenance) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(OPTIONS, OptionBinder.toJson(options));
    texts.put(METRICS, TextEntries.metrics(metrics));
    texts.put(PROVENANCE, provenance);
    texts.put(LANGUAGES, languages.source() + "\n" + languages.target() + "\n");
    texts.put(LEXICON, lexicon.text());
    boolean joint = options.text().joint();
    put(texts, joint ? "" : SOURCE, subwords.sourceTokenizer(), subwords.source());
    if (!joint) {
      put(texts, TARGET, subwords.targetTokenizer(), subwords.target());
    }
    if (options.text().cases()) {
      texts.put(SOURCE + TRUE_CASE, lines(subwords.sourceCase()));
      texts.put(TARGET + TRUE_CASE, lines(subwords.targetCase()));
    }
    return new ModelBundle(TranslatorKind.ID, texts, NetworkWeights.of(network));
  }

  static Translator unpack(ModelBundle bundle) {
    bundle.expectKind(TranslatorKind.ID);
    TranslatorOptions options = OptionBinder.fromOlderJson(OLDER, bundle.text(OPTIONS), OPTIONS);
    boolean joint = options.text().joint();
    SubwordTokenizer sourceTokenizer = tokenizer(bundle, joint ? "" : SOURCE);
    Vocabulary source = vocabulary(bundle, joint ? "" : SOURCE);
    Subwords subwords =
        new Subwords(
            sourceTokenizer,
            source,
            joint ? sourceTokenizer : tokenizer(bundle, TARGET),
            joint ? source : vocabulary(bundle, TARGET),
            trueCase(bundle, SOURCE, options),
            trueCase(bundle, TARGET, options));
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().seed(0).dataType(DataType.FLOAT).updater(new NoOp());
    ComputationGraph network =
        NetworkWeights.network(
            bundle,
            TranslatorNetwork.configuration(
                plain, options.network(), 0, source.size(), subwords.target().size()));
    TranslatorNetwork.tie(network, options.network());
    return new Translator(options, subwords, network, languages(bundle), lexicon(bundle, subwords));
  }

  /** Models of before have none. */
  private static Optional<Lexicon> lexicon(ModelBundle bundle, Subwords subwords) {
    return Optional.ofNullable(bundle.texts().get(LEXICON))
        .map(text -> Lexicon.of(text, LEXICON, subwords.source().size(), subwords.target().size()));
  }

  private static String lines(TrueCase words) {
    return String.join("\n", words.words());
  }

  private static TrueCase trueCase(ModelBundle bundle, String side, TranslatorOptions options) {
    if (!options.text().cases()) {
      return TrueCase.NONE;
    }
    return new TrueCase(new TreeSet<>(bundle.text(side + TRUE_CASE).lines().toList()));
  }

  /** Models of before do not say. */
  private static Languages languages(ModelBundle bundle) {
    if (!bundle.texts().containsKey(LANGUAGES)) {
      return Languages.UNKNOWN;
    }
    String[] lines = bundle.text(LANGUAGES).split("\n", -1);
    if (lines.length != 3) {
      throw BadInputException.of(LANGUAGES, "two lines");
    }
    return new Languages(lines[0], lines[1]);
  }

  private static void put(
      SortedMap<String, String> texts, String side, Tokenizer tokenizer, Vocabulary vocabulary) {
    texts.put(side + TOKENIZER, TextEntries.tokenizer(tokenizer));
    texts.put(side + VOCABULARY, TextEntries.vocabulary(vocabulary));
  }

  private static SubwordTokenizer tokenizer(ModelBundle bundle, String side) {
    String entry = side + TOKENIZER;
    if (TextEntries.tokenizer(entry, bundle.text(entry)) instanceof SubwordTokenizer found) {
      return found;
    }
    throw BadInputException.of(entry, "a tokenizer of sub-words");
  }

  private static Vocabulary vocabulary(ModelBundle bundle, String side) {
    String entry = side + VOCABULARY;
    Vocabulary vocabulary = TextEntries.vocabulary(entry, bundle.text(entry));
    if (vocabulary.id(Subwords.BEGIN_TOKEN) != Subwords.BEGIN
        || vocabulary.id(Subwords.END_TOKEN) != Subwords.END) {
      throw BadInputException.of(entry, "beginning and end of a sentence behind the unknown token");
    }
    return vocabulary;
  }
}
