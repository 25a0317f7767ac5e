package io.palavra.pipeline.token;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.service.Providers;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tokenisers by name: {@link UnicodeWordTokenizer} as {@code words}, {@link CharacterTokenizer} as
 * {@code characters}, {@link SpaceTokenizer} as {@code spaces}, and whatever {@link
 * TokenizerFactory} is registered as a service.
 */
public final class Tokenizers {
  private static final String NAME_OPTION = "option tokenizer";

  private Tokenizers() {}

  /** The tokeniser that these options choose. */
  public static Tokenizer of(TokenizerChoice choice) {
    return of(choice.tokenizerSpec());
  }

  /**
   * The tokeniser of a name and options; options that are not given have their defaults.
   *
   * @throws BadInputException for a name or an option that does not exist, with the nearest one
   *     that does, and for a value that can not be used
   */
  public static Tokenizer of(TokenizerSpec spec) {
    TokenizerFactory factory = factory(spec.name());
    SortedMap<String, String> options = new TreeMap<>(factory.defaults());
    for (Map.Entry<String, String> option : spec.options().entrySet()) {
      if (!options.containsKey(option.getKey())) {
        throw BadInputException.of(
            "tokenizer " + spec.name(),
            option.getKey(),
            "an option it has; " + NearestName.advice(option.getKey(), options.keySet()));
      }
      options.put(option.getKey(), option.getValue());
    }
    return factory.create(options);
  }

  /**
   * What is wished of a tokeniser as far as it has such options: one that keeps the case of words
   * has no use for {@code lowerCase}.
   *
   * @throws BadInputException for a name that does not exist
   */
  public static TokenizerSpec spec(String name, Map<String, String> wishes) {
    SortedMap<String, String> options = new TreeMap<>(wishes);
    options.keySet().retainAll(factory(name).defaults().keySet());
    return new TokenizerSpec(name, options);
  }

  /** The names that can be chosen, sorted. */
  public static java.util.Set<String> names() {
    SortedMap<String, TokenizerFactory> all = factories();
    all.values().removeIf(TokenizerFactory::learned);
    return all.keySet();
  }

  /**
   * The name, where a tokeniser that can be chosen has it.
   *
   * @throws BadInputException where none has
   */
  public static String requireName(String name) {
    if (!names().contains(name)) {
      throw BadInputException.of(
          NAME_OPTION, name, "a tokenizer; " + NearestName.advice(name, names()));
    }
    return name;
  }

  private static TokenizerFactory factory(String name) {
    SortedMap<String, TokenizerFactory> all = factories();
    TokenizerFactory factory = all.get(name);
    if (factory == null) {
      throw BadInputException.of(
          NAME_OPTION, name, "a tokenizer; " + NearestName.advice(name, all.keySet()));
    }
    return factory;
  }

  private static SortedMap<String, TokenizerFactory> factories() {
    SortedMap<String, TokenizerFactory> all = new TreeMap<>();
    Providers.of(TokenizerFactory.class).forEach(found -> all.put(found.name(), found));
    for (TokenizerFactory own :
        List.of(new Words(), new Characters(), new SpaceTokenizer.Factory())) {
      all.put(own.name(), own);
    }
    return all;
  }

  private static final class Words implements TokenizerFactory {
    @Override
    public String name() {
      return WordOptions.TOKENIZER;
    }

    @Override
    public SortedMap<String, String> defaults() {
      return WordOptions.defaults().toMap();
    }

    @Override
    public Tokenizer create(Map<String, String> options) {
      return new UnicodeWordTokenizer(WordOptions.of(options));
    }
  }

  private static final class Characters implements TokenizerFactory {
    @Override
    public String name() {
      return CharacterOptions.TOKENIZER;
    }

    @Override
    public SortedMap<String, String> defaults() {
      return CharacterOptions.defaults().toMap();
    }

    @Override
    public Tokenizer create(Map<String, String> options) {
      return new CharacterTokenizer(CharacterOptions.of(options));
    }
  }
}
