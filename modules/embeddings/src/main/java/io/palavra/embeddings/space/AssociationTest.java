package io.palavra.embeddings.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The word embedding association test (Caliskan, Bryson and Narayanan 2017): whether two groups of
 * words differ in how near they are to two groups of attributes.
 *
 * @param name says what is tested
 * @param first a group of words
 * @param second the other group
 * @param one a group of attributes
 * @param other the other attributes
 */
public record AssociationTest(String name, Words first, Words second, Words one, Words other) {
  private static final int SHUFFLES = 10_000;
  private static final int FEWEST = 3;
  private static final List<String> FIELDS = List.of("name", "first", "second", "one", "other");
  private static final String FORM = "a list of tests, each with " + String.join(", ", FIELDS);

  /** A group of words and what it stands for. */
  public record Words(String name, List<String> words) {}

  /**
   * What came out.
   *
   * @param test the test
   * @param effect the effect size: how many standard deviations the groups lie apart, -2 to 2;
   *     above 0 the first group is nearer to the first attributes
   * @param pValue share of random divisions of the words that lie as far apart, by {@value
   *     #SHUFFLES} of them
   * @param known words that have vectors
   * @param words of the test
   */
  public record Result(AssociationTest test, double effect, double pValue, int known, int words) {}

  /** The tests that come with the program in a language, {@code pt} or {@code en}. */
  public static List<AssociationTest> in(String language) {
    String name = "associations-" + language + ".json";
    try (InputStream in = AssociationTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw BadInputException.of("language", language, "pt or en");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests of a JSON file in the form of those that come with the program. */
  public static List<AssociationTest> read(Path file) {
    try (InputStream in = InputFile.unpacked(file)) {
      byte[] bytes = in.readNBytes(1 << 22);
      return parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), e.getMessage()).because(e);
    }
  }

  private static List<AssociationTest> parse(String json, String source) {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      if (!root.isArray() || root.isEmpty()) {
        throw BadInputException.of(source, FORM);
      }
      List<AssociationTest> tests = new ArrayList<>();
      for (JsonNode test : root) {
        tests.add(test(test, source + ", test " + (tests.size() + 1)));
      }
      return tests;
    } catch (JsonProcessingException e) {
      throw BadInputException.of(source, FORM).because(e);
    }
  }

  private static AssociationTest test(JsonNode test, String place) {
    requireFields(test, FIELDS, place);
    return new AssociationTest(
        text(test.path("name"), place + ", name"),
        words(test.path("first"), place + ", first"),
        words(test.path("second"), place + ", second"),
        words(test.path("one"), place + ", one"),
        words(test.path("other"), place + ", other"));
  }

  private static Words words(JsonNode group, String place) {
    requireFields(group, List.of("name", "words"), place);
    JsonNode list = group.path("words");
    if (!list.isArray()) {
      throw complaint(list, place + ", words", "a list of words");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode word : list) {
      words.add(text(word, place + ", words, place " + (words.size() + 1)));
    }
    return new Words(text(group.path("name"), place + ", name"), words);
  }

  private static void requireFields(JsonNode object, List<String> fields, String place) {
    if (!object.isObject()) {
      throw complaint(object, place, "an object with " + String.join(", ", fields));
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw BadInputException.of(place, name, "one of " + String.join(", ", fields));
              }
            });
  }

  private static String text(JsonNode value, String place) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw complaint(value, place, "a word or name in quotation marks");
    }
    return value.textValue();
  }

  private static BadInputException complaint(JsonNode found, String place, String expected) {
    return found.isMissingNode()
        ? BadInputException.of(place, expected)
        : BadInputException.of(place, found.toString(), expected);
  }

  /**
   * Runs the test with the words that have vectors.
   *
   * @throws BadInputException when fewer than three words of a group have vectors
   */
  public Result run(WordVectors vectors) {
    List<float[]> a = known(vectors, one);
    List<float[]> b = known(vectors, other);
    List<float[]> x = known(vectors, first);
    List<float[]> y = known(vectors, second);
    double[] scores = new double[x.size() + y.size()];
    for (int i = 0; i < scores.length; i++) {
      float[] word = i < x.size() ? x.get(i) : y.get(i - x.size());
      scores[i] = mean(word, a) - mean(word, b);
    }
    double observed = difference(scores, x.size());
    int asFar = 0;
    Random random = new Random(1);
    double[] shuffled = scores.clone();
    for (int round = 0; round < SHUFFLES; round++) {
      for (int i = shuffled.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double kept = shuffled[i];
        shuffled[i] = shuffled[j];
        shuffled[j] = kept;
      }
      asFar += difference(shuffled, x.size()) >= observed ? 1 : 0;
    }
    int all =
        first.words().size() + second.words().size() + one.words().size() + other.words().size();
    return new Result(
        this,
        observed / deviation(scores),
        (asFar + 1.0) / (SHUFFLES + 1),
        scores.length + a.size() + b.size(),
        all);
  }

  private List<float[]> known(WordVectors vectors, Words group) {
    List<float[]> found = new ArrayList<>();
    for (String word : group.words()) {
      if (vectors.find(word) >= 0) {
        found.add(vectors.vector(vectors.find(word)));
      }
    }
    if (found.size() < FEWEST) {
      throw BadInputException.of(
          name,
          found.size() + (found.size() == 1 ? " word for " : " words for ") + group.name(),
          "vectors for at least " + FEWEST + " of them");
    }
    return found;
  }

  private static double mean(float[] word, List<float[]> attributes) {
    double sum = 0;
    for (float[] attribute : attributes) {
      sum += Directions.cosine(word, attribute).orElse(0);
    }
    return sum / attributes.size();
  }

  private static double difference(double[] scores, int first) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i < first) {
        x += scores[i];
      } else {
        y += scores[i];
      }
    }
    return x / first - y / (scores.length - first);
  }

  private static double deviation(double[] scores) {
    double mean = 0;
    for (double score : scores) {
      mean += score / scores.length;
    }
    double square = 0;
    for (double score : scores) {
      square += (score - mean) * (score - mean);
    }
    return Math.sqrt(square / (scores.length - 1));
  }
}
