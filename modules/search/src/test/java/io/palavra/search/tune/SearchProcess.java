package io.palavra.search.tune;

import java.nio.file.Path;

/** A search in a process of its own, to be killed. */
public final class SearchProcess {
  static final String MORE =
      "strategy: {name: asha, sampler: tpe}\nbudget: {candidates: 24, epochs: 9}\n"
          + "repeats: {top: 2, seeds: 2}\n";

  private SearchProcess() {}

  /**
   * Begins a search, or goes on.
   *
   * @param args the folder
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    boolean resume = java.nio.file.Files.exists(out.journal());
    Tuning.of(Files4Tests.read(folder, Files4Tests.SPACE + MORE), out).run(resume);
  }
}
