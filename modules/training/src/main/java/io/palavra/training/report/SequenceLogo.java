package io.palavra.training.report;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.UnitPattern;
import io.palavra.training.kind.UnitPattern.Stretch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The motifs of filters over DNA as sequence logos (Schneider and Stephens, "Sequence logos: a new
 * way to display consensus sequences", 1990): a column's height is its information in bits, 2 less
 * the entropy and the correction for small samples (Schneider et al., "Information content of
 * binding sites on nucleotide sequences", 1986: 3 / (2 ln 2 n) bits for n bases); a letter's share
 * of it is its frequency.
 *
 * <p>A motif is counted over the stretches that fire the filter at half its strongest or more; one
 * at the end of a sequence has no place for all of the filter and is left out.
 */
public final class SequenceLogo {
  private static final String BASES = "acgt";
  private static final Color[] COLOURS = {
    new Color(0x2E8B57), new Color(0x2B5FC7), new Color(0xE0A100), new Color(0xC8352B)
  };
  private static final int MOST = 24;
  private static final int ACROSS = 3;
  private static final int COLUMN = 26;
  private static final int HEIGHT = 110;
  private static final int MARGIN = 36;
  private static final double BITS = 2;

  private SequenceLogo() {}

  /** Whether a token is a single base, or one that is not known. */
  public static boolean shows(String token) {
    return token.length() == 1 && "acgtn".contains(token);
  }

  /**
   * A filter's motif.
   *
   * @param counts of a, c, g, t at each place, {@code [place][base]}
   * @param texts that were counted
   */
  record Motif(double[][] counts, long texts) {

    /** Over the stretches that have a place for all of the filter. */
    static Motif of(UnitPattern pattern) {
      int length = pattern.stretches().stream().mapToInt(s -> s.tokens().size()).max().orElse(0);
      double[][] counts = new double[length][BASES.length()];
      double strongest = pattern.stretches().get(0).activation();
      long texts = 0;
      for (Stretch stretch : pattern.stretches()) {
        if (stretch.activation() >= strongest / 2 && stretch.tokens().size() == length) {
          texts += stretch.texts();
          for (int i = 0; i < length; i++) {
            int base = BASES.indexOf(stretch.tokens().get(i));
            if (base >= 0) {
              counts[i][base] += stretch.texts();
            }
          }
        }
      }
      return new Motif(counts, texts);
    }

    /** Bits of all places, so that clear motifs come first. */
    double information() {
      return Arrays.stream(counts).mapToDouble(SequenceLogo::bits).sum();
    }
  }

  /**
   * The information of a place in bits, not below 0; less the mean by which so few bases would have
   * too much of it by chance.
   *
   * @param counts of a, c, g, t
   */
  static double bits(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    if (sum == 0) {
      return 0;
    }
    double entropy = 0;
    for (double count : counts) {
      entropy -= count > 0 ? count / sum * Math.log(count / sum) / Math.log(2) : 0;
    }
    double chance = (counts.length - 1) / (2 * Math.log(2) * sum);
    return Math.max(0, BITS - entropy - chance);
  }

  /** A filter with its motif. */
  private record Logo(UnitPattern pattern, Motif motif) {}

  /**
   * The filters that fire most, each a logo.
   *
   * @throws BadInputException when the patterns are not of single bases
   */
  public static byte[] png(List<UnitPattern> patterns) {
    boolean dna =
        patterns.stream()
            .flatMap(pattern -> pattern.stretches().stream())
            .flatMap(stretch -> stretch.tokens().stream())
            .allMatch(SequenceLogo::shows);
    if (!dna) {
      throw BadInputException.of(
          "--logos", "a network over single bases of DNA, as cnn with style=dna");
    }
    List<Logo> some =
        patterns.stream()
            .map(pattern -> new Logo(pattern, Motif.of(pattern)))
            .sorted(
                Comparator.comparingDouble((Logo logo) -> logo.motif().information()).reversed())
            .limit(MOST)
            .toList();
    int widest = some.stream().mapToInt(logo -> logo.motif().counts().length).max().orElse(1);
    int cell = widest * COLUMN + 2 * MARGIN;
    int down = (some.size() + ACROSS - 1) / ACROSS;
    BufferedImage image =
        new BufferedImage(
            Math.min(ACROSS, some.size()) * cell,
            down * (HEIGHT + 2 * MARGIN),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < some.size(); i++) {
      int left = i % ACROSS * cell + MARGIN;
      int top = i / ACROSS * (HEIGHT + 2 * MARGIN) + MARGIN;
      draw(pen, some.get(i), left, top);
    }
    pen.dispose();
    return encoded(image);
  }

  private static void draw(Graphics2D pen, Logo logo, int left, int top) {
    double[][] counts = logo.motif().counts();
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    pen.setColor(Color.DARK_GRAY);
    String title =
        String.format(
            Locale.ROOT,
            "%s: %s (%d texts)",
            logo.pattern().unit(),
            logo.pattern().label(),
            logo.motif().texts());
    pen.drawString(title, left, top - 8);
    pen.setStroke(new BasicStroke(1));
    pen.drawLine(left - 4, top, left - 4, top + HEIGHT);
    pen.drawLine(left - 4, top + HEIGHT, left + counts.length * COLUMN, top + HEIGHT);
    pen.drawString("2", left - 16, top + 10);
    pen.drawString("0", left - 16, top + HEIGHT);
    for (int i = 0; i < counts.length; i++) {
      double[] place = counts[i];
      double sum = Arrays.stream(place).sum();
      double high = bits(place) / BITS * HEIGHT;
      double bottom = top + HEIGHT;
      int[] byShare =
          IntStream.range(0, place.length)
              .boxed()
              .sorted(Comparator.comparingDouble(b -> place[b]))
              .mapToInt(b -> b)
              .toArray();
      for (int b : byShare) {
        double letter = sum == 0 ? 0 : high * place[b] / sum;
        if (letter >= 1) {
          letter(pen, b, left + i * COLUMN, bottom - letter, letter);
        }
        bottom -= letter;
      }
    }
  }

  private static void letter(Graphics2D pen, int base, double x, double y, double height) {
    Font font = new Font(Font.SANS_SERIF, Font.BOLD, 64);
    String text = BASES.substring(base, base + 1).toUpperCase(Locale.ROOT);
    GlyphVector glyph = font.createGlyphVector(pen.getFontRenderContext(), text);
    Shape outline = glyph.getOutline();
    Rectangle2D box = outline.getBounds2D();
    AffineTransform fit = new AffineTransform();
    fit.translate(x + 1, y);
    fit.scale((COLUMN - 2) / box.getWidth(), height / box.getHeight());
    fit.translate(-box.getX(), -box.getY());
    pen.setColor(COLOURS[base]);
    pen.fill(fit.createTransformedShape(outline));
  }

  private static byte[] encoded(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
