package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are none, or can not be, are refused in one line, before a folder is made. */
class BadOptionsTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = Tiny.data(folder);
  }

  @Test
  void anOptionThatDoesNotExist() {
    refused("--set hiden=128", "hiden=128", "hidden?");
    refused("--read delimter=;", "delimter", "delimiter?");
  }

  @Test
  void anOptionOutsideItsRangeOrOfAnotherType() {
    refused("--set layers=-1", "layers=-1", "whole number");
    refused("--set layers=abc", "layers=abc", "whole number");
    refused("--set layers", "layers", "option=value");
    refused("--seed x", "--seed: found \"x\"", "expected a whole number");
    refused("--set metric=f1", "f1", "macroF1");
  }

  @Test
  void aFlagOfItsOwnIsNamedAsItWasGiven() {
    refusedOfCnn("--epochs", "x", "--epochs: found \"x\", expected a whole number from 1");
    refusedOfCnn("--epochs", "0", "--epochs: found \"0\", expected a whole number from 1");
    refusedOfCnn("--ensemble", "x", "--ensemble: found \"x\", expected a whole number from 1");
    refusedOfCnn("--set", "epochs=x", "--set: found \"epochs=x\", expected");
  }

  @Test
  void aListIsShownAsItWasGiven() {
    refusedOfCnn("--set", "widths=3,a", "--set: found \"widths=3,a\", expected");
  }

  private void refusedOfCnn(String flag, String value, String said) {
    String out = folder.resolve("cnn").toString();
    String given = data.toString();
    Run.assertRefused(Run.of("train", "cnn", "--data", given, "--out", out, flag, value), said);
  }

  @Test
  void epochsForWhichVectorsWaitAreRefusedWithoutVectors() {
    refused("--set frozenEpochs=2", "frozenEpochs", "--vectors FILE with it");
  }

  @Test
  void aModelToBeginFromIsOfTheSameKindAndThere() {
    refused("--from none.palavra", "none.palavra");
    refused("--from " + data, data.toString());
    for (String kind : new String[] {"translator", "embeddings", "fasttext"}) {
      Path out = folder.resolve(kind);
      Run run = Run.of("train", kind, "--out", out.toString(), "--from", data.toString());
      Run.assertRefused(run, "--from");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void wordsOfVectorsAreRefusedWithoutVectors() {
    refused("--set vectorWords=true", "vectorWords", "--vectors FILE with it");
  }

  @Test
  void aConfigurationNamesItsLine() throws IOException {
    Path file = folder.resolve("options.yaml");
    Tiny.write(file, "# mine\nhiden: 128\n");
    refused("--config " + file, "options.yaml:2:", "hidden?");
    Tiny.write(file, "layers: 1\nbatchSize: many\n");
    refused("--config " + file, "options.yaml:2:", "many", "whole number");
    Tiny.write(file, "- a\n- b\n");
    refused("--config " + file, "options.yaml:1:", "name: value");
    refused("--config " + folder.resolve("none.yaml"), "none.yaml");
    refused("--config " + folder, folder.toString(), "a folder");
  }

  @Test
  void budgetsDevicesAndLayersThatThereAreNot() {
    refused("--budget 0s", "0s", "90s");
    refused("--device tpu", "tpu", "cpu");
    refused("--layers foo", "foo", "kernels or stock");
  }

  @Test
  void wordVectorsThatAreNotThere() {
    refused("--vectors none.vec", "none.vec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"updater=sgd learningRate=1e38", "updater=adam learningRate=1e6"})
  void aRateThatDivergesIsNamedWithItsStep(String rate) {
    Path out = folder.resolve("run");
    String set = " --set " + rate.replace(" ", " --set ");
    Run run =
        Run.of(
            ("train sentiment --data %s --out %s --quiet --epochs 60 --set hidden=4 --set embedding=4 --set gradientClipping=0 --set patience=0"
                        .formatted(data, out)
                    + set)
                .split(" "));
    Run.assertRefused(run, "learningRate");
    assertThat(run.err()).contains("at step", "checkpoint");
    assertThat(out.resolve("model.palavra")).doesNotExist();
  }

  private void refused(String flags, String... named) {
    Path out = folder.resolve("run");
    Run run = Tiny.train(data, out, flags.split(" "));
    for (String name : named) {
      Run.assertRefused(run, name);
    }
    assertThat(out).doesNotExist();
  }
}
