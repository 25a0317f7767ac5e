package io.palavra.pipeline.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import org.junit.jupiter.api.Test;

class OptionValueTest {
  private enum Size {
    SMALL,
    VERY_LARGE {
      @Override
      public String toString() {
        return "huge";
      }
    },
    NONE
  }

  private enum Side {
    LEFT,
    RIGHT
  }

  @Test
  void constantsAreWrittenInLowerCaseWithHyphensAndAllElseAsItIs() {
    assertThat(OptionValue.of(Size.VERY_LARGE)).isEqualTo("very-large");
    assertThat(OptionValue.of("A_b")).isEqualTo("A_b");
    assertThat(OptionValue.of(1e-5)).isEqualTo("1.0E-5");
    assertThat(OptionValue.choices(Size.class)).containsExactly("small", "very-large", "none");
  }

  @Test
  void whatIsWrittenIsReadToTheLetter() {
    for (Size size : Size.values()) {
      assertThat(OptionValue.read(OptionValue.of(size), Size.class)).contains(size);
    }
    assertThat(OptionValue.read("VERY_LARGE", Size.class)).isEmpty();
    assertThat(OptionValue.read(OptionValue.spelled("Very_Large"), Size.class))
        .contains(Size.VERY_LARGE);
  }

  @Test
  void whatNoConstantIsCalledIsRefusedWithAllThatThereAre() {
    assertThat(OptionValue.parse("option --side", "left", Side.class)).isEqualTo(Side.LEFT);
    assertThatThrownBy(() -> OptionValue.parse("option --side", "up", Side.class))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option --side")
        .hasMessageContaining("up")
        .hasMessageEndingWith("left or right");
    assertThatThrownBy(() -> OptionValue.parse("option --size", "big", Size.class))
        .hasMessageEndingWith("one of small, very-large, none");
  }
}
