package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Sentences;
import io.palavra.pipeline.split.OtherTexts;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes parts, prints the files' names, and says what was left out and which parts are empty,
 * since training refuses a part without a text.
 *
 * @param others what to leave out
 * @param out the folder
 */
record WrittenParts(
    GivenSets<LabelledText> given,
    Split<LabelledText> split,
    OtherTexts others,
    Path out,
    Console console) {
  private static final List<String> FILES = List.of("train.csv", "dev.csv", "test.csv");

  /**
   * What there is before something is left out.
   *
   * @param what a row, in the singular
   * @param none why a part has none
   */
  private record Stage(String what, Split<LabelledText> parts, List<String> none) {}

  /** Text by text. */
  void texts() {
    write(List.of(whole()));
  }

  /**
   * Sentence by sentence. What is left out may be told by its texts or, where people have labelled
   * sentences, by these.
   */
  void sentences(int minWords) {
    Stage texts = whole();
    Split<LabelledText> cut = without(texts.parts()).each(part -> new Sentences(part, minWords));
    String none = "no text of it has a sentence of " + minWords + " words or more";
    write(List.of(texts, new Stage("sentence", cut, List.of(none, none, none))));
  }

  private Stage whole() {
    String tooFew = "there are too few for three parts";
    String nothing = "there is none in the data";
    String asGiven = "there is none in the part as given";
    return new Stage(
        "text",
        split,
        List.of(
            nothing,
            given.dev().isPresent() ? asGiven : tooFew,
            given.test().isPresent() ? asGiven : tooFew));
  }

  private Split<LabelledText> without(Split<LabelledText> parts) {
    return others.none() ? parts : others.outOf(parts);
  }

  private void write(List<Stage> stages) {
    Stage last = stages.get(stages.size() - 1);
    List<SplitFiles.Written> files = SplitFiles.write(without(last.parts()), out);
    console.say(split.how());
    files.forEach(file -> console.print(file.file().toString()));
    List<List<OtherTexts.Share>> shares = new ArrayList<>();
    boolean empty = files.stream().anyMatch(file -> file.rows() == 0);
    if (empty || !others.none()) {
      stages.forEach(stage -> shares.add(others.of(stage.parts())));
    }
    if (!others.none()) {
      IntStream.range(0, stages.size()).forEach(i -> say(stages.get(i), shares.get(i)));
    }
    for (int part = 0; part < FILES.size(); part++) {
      if (files.get(part).rows() == 0) {
        console.say(
            "no " + last.what() + " for " + FILES.get(part) + ": " + why(part, stages, shares));
      }
    }
  }

  private void say(Stage stage, List<OtherTexts.Share> shares) {
    console.say(
        IntStream.range(0, FILES.size())
            .mapToObj(
                part ->
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d for %s",
                        shares.get(part).leftOut(),
                        shares.get(part).texts(),
                        FILES.get(part)))
            .collect(Collectors.joining(", ", stage.what() + "s left out: ", "")));
  }

  private static String why(int part, List<Stage> stages, List<List<OtherTexts.Share>> shares) {
    for (int i = 0; i < stages.size(); i++) {
      OtherTexts.Share share = shares.get(i).get(part);
      if (share.texts() == 0) {
        return stages.get(i).none().get(part);
      }
      if (share.leftOut() == share.texts()) {
        return String.format(
            Locale.ROOT,
            "--without leaves out all %,d %ss that it had",
            share.texts(),
            stages.get(i).what());
      }
    }
    throw new IllegalStateException(FILES.get(part) + " has rows");
  }
}
