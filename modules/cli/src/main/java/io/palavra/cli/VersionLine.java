package io.palavra.cli;

import io.palavra.training.version.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code palavra --version} says. */
final class VersionLine implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "palavra " + Build.version() + " on Deeplearning4j " + Build.deeplearning4j(),
    };
  }
}
