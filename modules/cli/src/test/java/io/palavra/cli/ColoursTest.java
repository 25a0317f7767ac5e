package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColoursTest {
  private static final String ESCAPE = "\u001b[";
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void eachStreamIsColouredWhereItIsATerminalItself() {
    assertThat(out(new Terminals(true, true, true), XTERM)).contains(ESCAPE);
    assertThat(out(new Terminals(true, false, true), XTERM)).doesNotContain(ESCAPE);
    assertThat(err(new Terminals(true, true, true), XTERM)).contains(ESCAPE);
    assertThat(err(new Terminals(true, true, false), XTERM)).doesNotContain(ESCAPE);
  }

  @Test
  void theEnvironmentCanRefuseThem() {
    Terminals all = new Terminals(true, true, true);
    Map<String, String> refused = Map.of("TERM", "xterm", "NO_COLOR", "1");
    assertThat(out(all, refused)).doesNotContain(ESCAPE);
    assertThat(err(all, refused)).doesNotContain(ESCAPE);
    assertThat(out(all, Map.of("TERM", "dumb"))).doesNotContain(ESCAPE);
    assertThat(out(all, Map.of("TERM", "xterm", "NO_COLOR", ""))).contains(ESCAPE);
  }

  @Test
  void theLauncherKnowsBetterThanJavaWhatIsATerminal() {
    assertThat(Terminals.of(Optional.of("02"), false)).isEqualTo(new Terminals(true, false, true));
    assertThat(Terminals.of(Optional.of(""), true)).isEqualTo(Terminals.NONE);
    assertThat(Terminals.of(Optional.empty(), true)).isEqualTo(new Terminals(true, true, false));
    assertThat(Terminals.of(Optional.empty(), false)).isEqualTo(Terminals.NONE);
  }

  private static String out(Terminals terminals, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Palavra.run(
        Console.of(
            InputStream.nullInputStream(),
            out,
            new ByteArrayOutputStream(),
            terminals,
            environment),
        "--help");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String err(Terminals terminals, Map<String, String> environment) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Palavra.run(
        Console.of(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            err,
            terminals,
            environment),
        "no-such-verb");
    return err.toString(StandardCharsets.UTF_8);
  }
}
