package io.palavra.cli.console;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.file.CharsetAdvice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a person, an exit code for a script, the stack trace for the log. */
public final class Faults {
  static final int FAULT = 1;
  static final int BAD_INPUT = 2;

  private final Console console;

  public Faults(Console console) {
    this.console = console;
  }

  /** The command line itself is wrong. */
  public int wrongUsage(ParameterException fault, String[] args) {
    if (fault.getCause() instanceof BadInputException bad) {
      return refused(bad);
    }
    if (isNoValue(fault)) {
      return refused(
          BadInputException.of(
              name(fault), fault.getValue(), expected(fault.getArgSpec().typeInfo())));
    }
    CommandLine command = fault.getCommandLine();
    String verb = command.getCommandSpec().qualifiedName();
    if (fault instanceof UnmatchedArgumentException unmatched && noVerb(unmatched)) {
      String given = unmatched.getUnmatched().get(0);
      return refused(
          BadInputException.of(
              "verb",
              given,
              "a verb that "
                  + verb
                  + " --help lists; "
                  + NearestName.advice(given, command.getSubcommands().keySet())));
    }
    StringBuilder line = new StringBuilder(oneLine(fault.getMessage()));
    if (fault instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        line.append("; did you mean ").append(String.join(" or ", near)).append('?');
      }
    }
    complain(line + " (see " + verb + " --help)");
    return BAD_INPUT;
  }

  /** Whether what was given for an option or parameter is none of its values. */
  private static boolean isNoValue(ParameterException fault) {
    return fault.getArgSpec() != null
        && fault.getValue() != null
        && fault.getMessage().startsWith("Invalid value for");
  }

  private static String name(ParameterException fault) {
    return fault.getArgSpec() instanceof OptionSpec option
        ? option.longestName()
        : fault.getArgSpec().paramLabel();
  }

  private static String expected(ITypeInfo type) {
    if (type.isEnum()) {
      return "one of " + String.join(", ", type.getEnumConstantNames());
    }
    Class<?> of = type.getType();
    boolean whole = of == long.class || of == Long.class || of == int.class || of == Integer.class;
    boolean number = of == double.class || of == Double.class;
    return whole ? "a whole number" : number ? "a number" : "a " + of.getSimpleName();
  }

  /** Whether a verb was due, and what stands there is no option either. */
  private static boolean noVerb(UnmatchedArgumentException fault) {
    return !fault.getCommandLine().getSubcommands().isEmpty()
        && !fault.isUnknownOption()
        && !fault.getUnmatched().isEmpty();
  }

  /** A command failed. */
  public int failed(Exception fault, CommandLine line, ParseResult result) {
    if (fault instanceof BadInputException bad) {
      boolean anyCharset = line.getCommandSpec().findOption("--charset") != null;
      return refused(anyCharset ? bad : bad.expecting(CharsetAdvice.withoutFlag(bad.expected())));
    }
    if (fault instanceof UncheckedIOException io
        && io.getCause() instanceof FileSystemException file) {
      complain(file.getFile() + ": " + reason(file));
      return BAD_INPUT;
    }
    if (fault instanceof UncheckedIOException io) {
      complain(io.getMessage() + ", expected a disk that can be read and written");
      return BAD_INPUT;
    }
    complain(internal(fault));
    return FAULT;
  }

  /** The data, or the network, take more than Java may have. */
  public int outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return refused(
        BadInputException.of(
            "memory",
            megabytes + " MB",
            "more for these data and options; PALAVRA_JAVA_OPTS=-Xmx8g gives Java 8 GB"));
  }

  /** Something that was given can not be used. */
  public int refused(BadInputException bad) {
    complain(bad.getMessage());
    return BAD_INPUT;
  }

  private void complain(String line) {
    console.flush();
    console.say(console.warnings().red("palavra: " + oneLine(line)));
  }

  private static String reason(FileSystemException file) {
    String reason = file.getReason();
    return (reason == null ? file.getClass().getSimpleName() : reason)
        + ", expected a file or folder that can be used so";
  }

  private static String oneLine(String text) {
    return text == null ? "no message" : text.strip().replaceAll("\\R+", "; ");
  }

  private static String internal(Exception fault) {
    String what = "internal fault: " + fault;
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    try {
      Path log = Files.createTempFile("palavra-fault-", ".log");
      Files.writeString(log, trace.toString(), StandardCharsets.UTF_8);
      return what + "; the stack trace is in " + log;
    } catch (IOException e) {
      return what + " at " + (fault.getStackTrace().length > 0 ? fault.getStackTrace()[0] : "?");
    }
  }
}
