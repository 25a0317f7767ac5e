package io.palavra.embeddings.evaluate;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.TextFile;
import io.palavra.training.evaluation.McNemar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Questions "a is to b as c is to ?" in sections (Mikolov et al. 2013, "Efficient Estimation of
 * Word Representations in Vector Space", section 4).
 *
 * @param name for reports
 */
public record AnalogySet(String name, List<Section> sections) implements EvaluationSet {

  private static final int WORDS = 4;
  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Questions of one kind; each is four words. */
  public record Section(String name, List<List<String>> questions) {}

  /** Copies the list. */
  public AnalogySet {
    sections = List.copyOf(sections);
  }

  @Override
  public AnalogySet named(String other) {
    return new AnalogySet(other, sections);
  }

  /**
   * Reads a file of four words a line, with lines {@code : name} before each section. White space
   * parts the words, or commas, where the first line may name the columns ({@code word1} to {@code
   * word4}, or {@code a} to {@code d}).
   */
  public static AnalogySet read(Path file) {
    List<Section> sections = new ArrayList<>();
    try (RecordStream<String> lines = new Lines(file.toString(), TextFile.utf8(file)).open()) {
      while (lines.hasNext()) {
        Located<String> line = lines.next();
        String text = line.value().strip();
        if (text.startsWith(":")) {
          sections.add(new Section(text.substring(1).strip(), new ArrayList<>()));
        } else if (!text.isEmpty()) {
          List<String> words = words(text);
          if (words.size() != WORDS) {
            throw line.place().complaint(text, expected(text));
          }
          if (!sections.isEmpty()) {
            sections.get(sections.size() - 1).questions().add(words);
          } else if (!CommaFields.fit(text, WORDS) || !areNames(words)) {
            sections.add(new Section("all", new ArrayList<>(List.of(words))));
          }
        }
      }
    }
    if (sections.stream().allMatch(section -> section.questions().isEmpty())) {
      throw BadInputException.of(file.toString(), "four words a line");
    }
    return new AnalogySet(file.getFileName().toString(), sections);
  }

  /** The words of a line, four where it is a question; others where it is none. */
  static List<String> words(String line) {
    if (!CommaFields.fit(line, WORDS)) {
      return Stream.of(line.split("\\s+")).toList();
    }
    List<String> fields = CommaFields.of(line).orElse(List.of());
    return fields.stream().allMatch(WORD.asMatchPredicate()) ? fields : List.of();
  }

  private static String expected(String line) {
    boolean open = CommaFields.fit(line, WORDS) && CommaFields.of(line).isEmpty();
    return "four words" + (open ? ", a closing quote for each that opens" : "");
  }

  private static boolean areNames(List<String> words) {
    boolean numbered = true;
    String stem = words.get(0).replaceFirst("1$", "");
    for (int i = 0; i < WORDS; i++) {
      numbered &= words.get(i).equals(stem + (i + 1));
    }
    return numbered || words.equals(List.of("a", "b", "c", "d"));
  }

  /**
   * Answers every question by 3CosAdd among all words; a word that is not there is tried in other
   * cases.
   */
  public AnalogyScore score(WordVectors vectors) {
    return new AnalogyScore(
        name, sections.stream().map(section -> score(section, vectors)).toList());
  }

  private static AnalogyScore.Section score(Section section, WordVectors vectors) {
    List<Answer> answers = answers(section, vectors);
    int right = count(answers, Answer.RIGHT);
    return new AnalogyScore.Section(
        section.name(), answers.size(), right + count(answers, Answer.WRONG), right);
  }

  /** Sets two tables side by side over the questions that both know all words of. */
  public AnalogyComparison compare(WordVectors first, WordVectors second) {
    List<Answer> one = answers(first);
    List<Answer> other = answers(second);
    List<Answer> ofOne = new ArrayList<>();
    List<Answer> ofOther = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i) != Answer.NONE && other.get(i) != Answer.NONE) {
        ofOne.add(one.get(i));
        ofOther.add(other.get(i));
      }
    }
    return new AnalogyComparison(
        name,
        one.size(),
        ofOne.size(),
        count(ofOne, Answer.RIGHT),
        count(ofOther, Answer.RIGHT),
        McNemar.compare(right(ofOne), right(ofOther)));
  }

  private static int count(List<Answer> answers, Answer which) {
    return Collections.frequency(answers, which);
  }

  private static boolean[] right(List<Answer> answers) {
    boolean[] right = new boolean[answers.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = answers.get(i) == Answer.RIGHT;
    }
    return right;
  }

  private List<Answer> answers(WordVectors vectors) {
    return sections.stream().flatMap(section -> answers(section, vectors).stream()).toList();
  }

  private static List<Answer> answers(Section section, WordVectors vectors) {
    return section.questions().stream().map(question -> answer(question, vectors)).toList();
  }

  private static Answer answer(List<String> question, WordVectors vectors) {
    List<String> words = question.stream().map(word -> SimilaritySet.form(vectors, word)).toList();
    if (words.stream().anyMatch(word -> vectors.find(word) < 0)) {
      return Answer.NONE;
    }
    List<Neighbour> nearest = vectors.analogy(words.get(0), words.get(1), words.get(2), 1);
    boolean right = !nearest.isEmpty() && nearest.get(0).word().equals(words.get(3));
    return right ? Answer.RIGHT : Answer.WRONG;
  }

  /** What becomes of a question; there is no answer where a word has no vector. */
  private enum Answer {
    RIGHT,
    WRONG,
    NONE
  }
}
