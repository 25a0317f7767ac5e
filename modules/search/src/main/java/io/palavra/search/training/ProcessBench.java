package io.palavra.search.training;

import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Trains each candidate in a Java process of its own, started with the flags and the class path of
 * this one: whatever it dies of, the search goes on.
 */
public final class ProcessBench implements Workbench {
  private static final long LOOK_MILLIS = 200;

  private final CandidateRequest request;
  private final Path folder;

  /**
   * @param folder in which each candidate gets one by its name
   */
  public ProcessBench(CandidateRequest request, Path folder) {
    this.request = request;
    this.folder = folder;
  }

  @Override
  public Outcome train(Task task, Consumer<EpochScore> epochs, Halt halt) {
    Path own = folder.resolve(task.id().toString()).toAbsolutePath();
    Path errors = own.resolve("process.log");
    try {
      Files.createDirectories(own);
      Process process =
          new ProcessBuilder(command())
              .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
              .start();
      try {
        return follow(process, new Wire.Job(request, own, task), epochs, halt, errors);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a process for candidate " + task.id(), e);
    }
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent")) {
        command.add(flag);
      }
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), CandidateProcess.class.getName()));
    return command;
  }

  private static Outcome follow(
      Process process, Wire.Job job, Consumer<EpochScore> epochs, Halt halt, Path errors)
      throws IOException {
    Thread stopper = stopper(process, halt);
    Outcome outcome = null;
    try (OutputStream in = process.getOutputStream();
        BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      in.write((Wire.job(job) + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      stopper.start();
      String line = out.readLine();
      while (line != null && outcome == null) {
        Optional<Object> said = Wire.said(line);
        if (said.orElse("") instanceof EpochScore score) {
          epochs.accept(score);
        } else if (said.orElse("") instanceof Outcome end) {
          outcome = end;
        } else if (said.orElse("") instanceof RuntimeException fault) {
          throw fault;
        }
        line = outcome == null ? out.readLine() : line;
      }
    } finally {
      stopper.interrupt();
    }
    if (outcome == null) {
      return died(process, halt, errors);
    }
    boolean cut = outcome.status() == TrialStatus.RUNNING && !halt.interrupted().requested();
    return cut ? Outcome.cut() : outcome;
  }

  /** Sends a line as soon as the candidate is to stop. */
  private static Thread stopper(Process process, Halt halt) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!halt.due()) {
                  Thread.sleep(LOOK_MILLIS);
                }
                OutputStream in = process.getOutputStream();
                in.write('\n');
                in.flush();
              } catch (InterruptedException | IOException ended) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-candidate");
    thread.setDaemon(true);
    return thread;
  }

  /** An interrupt of the terminal reaches the candidate as soon as the search, or sooner. */
  private static Outcome died(Process process, Halt halt, Path errors) throws IOException {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      for (int i = 0; i < 5 && !halt.interrupted().requested(); i++) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (halt.interrupted().requested()) {
      return Outcome.interrupted();
    }
    String code = process.isAlive() ? "no end" : "exit code " + process.exitValue();
    String last =
        new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("Error") || line.contains("Exception"))
            .findFirst()
            .orElse("see " + errors);
    return Outcome.failed("its process died (" + code + "): " + last);
  }
}
