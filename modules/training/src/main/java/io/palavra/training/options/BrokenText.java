package io.palavra.training.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.palavra.pipeline.BadInputException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A complaint about a text that is not of its format, by what is wrong and where that stands. */
final class BrokenText {

  private BrokenText() {}

  /** The complaint; of YAML the problem, whose line may lie far below what it is a part of. */
  static BadInputException complaint(String source, String format, JsonProcessingException fault) {
    if (fault.getCause() instanceof MarkedYAMLException yaml
        && yaml.getProblem() != null
        && yaml.getProblemMark() != null) {
      Mark within = yaml.getContextMark();
      String begun =
          within == null || yaml.getContext() == null
              ? ""
              : " (" + yaml.getContext() + " from line " + line(within) + ")";
      String expected = format + ": " + yaml.getProblem() + begun;
      return BadInputException.at(source, line(yaml.getProblemMark()), null, expected)
          .because(fault);
    }
    long line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
    String first = String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("");
    return BadInputException.at(source, line, null, format + ": " + first).because(fault);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
