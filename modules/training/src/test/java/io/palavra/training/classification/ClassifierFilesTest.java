package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.evaluation.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierFilesTest {

  @Property(tries = 300)
  void aVocabularyOfAnyTokensComesBack(@ForAll Set<String> words) {
    List<String> tokens = new ArrayList<>(List.of(Vocabulary.PAD_TOKEN, Vocabulary.UNK_TOKEN));
    words.stream().filter(word -> !tokens.contains(word)).forEach(tokens::add);
    long[] counts = new long[tokens.size()];
    for (int i = 2; i < counts.length; i++) {
      counts[i] = 1000L * i;
    }
    Vocabulary vocabulary = Vocabulary.of(tokens, counts, "test");
    Vocabulary read = ClassifierFiles.vocabulary(ClassifierFiles.vocabulary(vocabulary));
    assertThat(read).isEqualTo(vocabulary);
    for (int id = 0; id < counts.length; id++) {
      assertThat(read.count(id)).isEqualTo(counts[id]);
    }
  }

  @Test
  void aVocabularyIsReadableInAnyScript() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of("<pad>", "<unk>", "não", "\n", "a\\b", "😀"),
            new long[] {0, 0, 3, 2, 1, 1},
            "");
    assertThat(ClassifierFiles.vocabulary(vocabulary))
        .isEqualTo("0\t<pad>\n0\t<unk>\n3\tnão\n2\t\\u000A\n1\ta\\\\b\n1\t\\uD83D\\uDE00\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\t<pad>", "0<pad>", "-1\t<pad>", "99999999999999999999\t<pad>", "\t"})
  void aLineThatIsNoneIsRefusedWithItsNumber(String line) {
    assertThatThrownBy(() -> ClassifierFiles.vocabulary(line + "\n0\t<unk>\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vocabulary.txt:1");
  }

  @Test
  void labelsTokeniserAndCalibrationComeBack() {
    Labels labels = Labels.sorted(List.of("não", "sim", "\"talvez\""));
    assertThat(ClassifierFiles.labels(ClassifierFiles.labels(labels))).isEqualTo(labels);
    TreeMap<String, String> options = new TreeMap<>();
    options.put("lowerCase", "false");
    Tokenizer tokenizer = Tokenizers.of(new TokenizerSpec("words", options));
    assertThat(ClassifierFiles.tokenizer(ClassifierFiles.tokenizer(tokenizer)).spec())
        .isEqualTo(tokenizer.spec());
    Calibration calibration = new Calibration(1.0 / 3);
    assertThat(ClassifierFiles.calibration(ClassifierFiles.calibration(calibration)))
        .isEqualTo(calibration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"temperature\":0}", "{\"temperature\":\"hot\"}", "[1]", "x"})
  void aTemperatureThatIsNoneIsRefused(String json) {
    assertThatThrownBy(() -> ClassifierFiles.calibration(json))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("calibration.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[\"one\"]", "[\"b\",\"a\"]", "[\"a\",\"a\"]", "{}", "[null,\"a\"]", "null"})
  void labelsThatAreNoneAreRefused(String json) {
    assertThatThrownBy(() -> ClassifierFiles.labels(json))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("labels.json");
  }
}
