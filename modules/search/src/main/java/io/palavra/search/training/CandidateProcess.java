package io.palavra.search.training;

import io.palavra.search.study.Halt;
import io.palavra.search.trial.EpochScore;
import io.palavra.training.loop.StopSignal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The process of one candidate. It reads its job from the first line of standard input, says every
 * epoch and the end on standard output, stops when a second line comes, and ends at once when
 * standard input does: the search has died, and its successor will start another.
 */
public final class CandidateProcess {
  private static final int ORPHAN = 3;

  private CandidateProcess() {}

  /** Trains one candidate. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Wire.Job job = Wire.job(in.readLine());
    StopSignal stop = new StopSignal();
    Thread watch = new Thread(() -> watch(in, stop), "search");
    watch.setDaemon(true);
    watch.start();
    out.println(end(job, score -> out.println(Wire.epoch(score)), new Halt(stop, () -> false)));
    System.exit(0);
  }

  private static String end(Wire.Job job, Consumer<EpochScore> epochs, Halt halt) {
    try {
      return Wire.end(KindBench.train(job.request(), job.folder(), job.task(), epochs, halt));
    } catch (RuntimeException fault) {
      return Wire.fault(fault);
    }
  }

  private static void watch(BufferedReader in, StopSignal stop) {
    try {
      while (in.readLine() != null) {
        stop.request();
      }
    } catch (IOException e) {
      stop.request();
    }
    Runtime.getRuntime().halt(ORPHAN);
  }
}
