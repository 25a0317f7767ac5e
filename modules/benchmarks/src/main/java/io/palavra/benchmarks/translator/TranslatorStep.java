package io.palavra.benchmarks.translator;

import io.palavra.benchmarks.program.Djl;
import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.Program;
import io.palavra.benchmarks.sidebyside.StepServer;
import io.palavra.translator.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A step of a {@link TranslatorCase} in a program of its own. */
public final class TranslatorStep {

  private TranslatorStep() {}

  /** Our program, and those of the others that are there. */
  static List<Program> programs(
      TranslatorCase size, Work what, int batch, Optional<PyTorch> torch, Optional<Djl> djl) {
    List<String> arguments =
        List.of(
            size.architecture().name(),
            Integer.toString(size.units()),
            what.name(),
            Integer.toString(batch));
    List<Program> programs = new ArrayList<>();
    programs.add(
        new Program("palavra", JavaProgram.like(TranslatorStep.class, List.of(), arguments)));
    torch
        .map(
            peer ->
                new Program(
                    "pytorch",
                    peer.command(
                        TranslatorStep.class,
                        "translator.py",
                        size.arguments(what.script(), batch))))
        .ifPresent(programs::add);
    djl.map(peer -> peer.translator(size.arguments(what.script(), batch)))
        .map(command -> new Program("djl-libtorch", command))
        .ifPresent(programs::add);
    return programs;
  }

  /** {@code RECURRENT|TRANSFORMER UNITS TRAIN|GREEDY|... BATCH}. */
  public static void main(String[] args) {
    TranslatorCase size =
        new TranslatorCase(Architecture.valueOf(args[0]), Integer.parseInt(args[1]));
    int batch = Integer.parseInt(args[3]);
    StepServer.serve(
        () ->
            switch (Work.valueOf(args[2])) {
              case TRAIN -> size.training(batch);
              case GREEDY -> size.translation(1, batch);
              case GREEDY_SHORTLIST -> size.listedTranslation(1, batch);
              case BEAM5 -> size.translation(5, batch);
              case BEAM5_SHORTLIST -> size.listedTranslation(5, batch);
            },
        StepServer.ONE_THREAD);
  }
}
