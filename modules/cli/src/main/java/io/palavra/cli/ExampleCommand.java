package io.palavra.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.palavra.cli.console.Console;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "example",
    description = "Run an example main, or list them all.",
    footer = {
      "",
      "Examples:",
      "  palavra example list",
      "  palavra example SentimentInFiveMinutes --lang pt",
    })
final class ExampleCommand implements Runnable {
  private static final String LISTING = "META-INF/palavra/examples.yaml";

  /** A line of the listing. */
  record Example(String name, String type, String en, String pt) {}

  private final Console console;

  @Parameters(index = "0", paramLabel = "list|NAME", description = "The example's name, or list.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description = "What the example itself takes.")
  private List<String> arguments = List.of();

  @Option(
      names = "--lang",
      description =
          "Language of the list, and of the data where an example has them in both: en or pt (that of the system). Examples print in English.")
  private String language = Locale.getDefault().getLanguage().equals("pt") ? "pt" : "en";

  ExampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (!List.of("en", "pt").contains(language)) {
      throw BadInputException.of("option --lang", language, "en or pt");
    }
    List<Example> examples = examples();
    if (name.equals("list")) {
      examples.forEach(
          example ->
              console.print(
                  String.format(
                      "%-28s %s",
                      example.name(), language.equals("pt") ? example.pt() : example.en())));
      return;
    }
    Example chosen =
        examples.stream()
            .filter(example -> example.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> BadInputException.of("example", name, "one of " + names(examples)));
    console.flush();
    start(chosen);
  }

  private static String names(List<Example> examples) {
    return String.join(", ", examples.stream().map(Example::name).toList());
  }

  private void start(Example example) {
    System.setProperty("palavra.language", language);
    try {
      Class.forName(example.type())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof IOException fault) {
        throw new UncheckedIOException(fault.getMessage(), fault);
      }
      throw new IllegalStateException("example " + example.name(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("example " + example.name() + " can not be started", e);
    }
  }

  static List<Example> examples() {
    try (InputStream in = ExampleCommand.class.getClassLoader().getResourceAsStream(LISTING)) {
      if (in == null) {
        return List.of();
      }
      return List.of(new ObjectMapper(new YAMLFactory()).readValue(in, Example[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(LISTING, e);
    }
  }
}
