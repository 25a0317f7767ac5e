package io.palavra.pipeline.machine.program;

import java.util.List;

/**
 * What a program said.
 *
 * @param ending how it went
 * @param lines standard output and standard error together; of a program that failed, too
 */
public record Answer(Ending ending, List<String> lines) {

  /** How a call ended. */
  public enum Ending {
    /** With exit code 0. */
    DONE,
    /** With another exit code. */
    FAILED,
    /** There is no such program, or it can not be started. */
    MISSING,
    /** It had not ended when patience did. */
    LATE
  }

  /** Copies the list. */
  public Answer {
    lines = List.copyOf(lines);
  }

  /** The lines where all went well, else none. */
  public List<String> linesIfDone() {
    return ending == Ending.DONE ? lines : List.of();
  }
}
