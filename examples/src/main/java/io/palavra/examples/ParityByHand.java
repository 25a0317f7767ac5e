package io.palavra.examples;

import io.palavra.pipeline.BadInputException;
import java.io.PrintStream;

/**
 * A recurrent network whose weights are set by hand tells whether it has read an odd number of
 * ones, however long the input: two hidden units compute AND and OR of the bit and the former
 * answer, and the answer is OR without AND, which is XOR. No network without memory can do this for
 * every length.
 */
public final class ParityByHand {
  private ParityByHand() {}

  /**
   * Runs the example.
   *
   * @param args the bits to read, where they shall be others
   */
  public static void main(String[] args) {
    run(args.length > 0 ? String.join("", args) : "0101101011", System.out);
  }

  static void run(String bits, PrintStream out) {
    if (!bits.matches("[01]+")) {
      throw BadInputException.of("bits", bits, "0 and 1 alone, as in 1101");
    }
    out.println("bit  and  or  answer");
    int answer = 0;
    for (char bit : bits.toCharArray()) {
      int x = bit - '0';
      int and = unit(1, x, 1, answer, -1.5);
      int or = unit(1, x, 1, answer, -0.5);
      answer = unit(-1, and, 1, or, -0.5);
      out.println(" " + x + "    " + and + "   " + or + "    " + answer);
    }
    out.println(answer == 1 ? "an odd number of ones" : "an even number of ones");
  }

  /** 1 where the weighted sum of two inputs and a bias is above 0. */
  private static int unit(double wa, int a, double wb, int b, double bias) {
    return wa * a + wb * b + bias > 0 ? 1 : 0;
  }
}
