package io.palavra.embeddings.project;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Which words of a picture can have their names beside them without lying on another's. */
final class FreeLabels {
  /** Of the picture's side that points are spread over; the rest is its border. */
  private static final double SPREAD = 0.85;

  private FreeLabels() {}

  /**
   * The first words have their names before later ones.
   *
   * @param most so many words are looked at
   * @return numbers of words, rising
   */
  static List<Integer> of(Projection projection, int width, int height, Font font, int most) {
    double perX = SPREAD * width / extent(projection, 0);
    double perY = SPREAD * height / extent(projection, 1);
    FontRenderContext context = new FontRenderContext(null, true, true);
    List<Rectangle2D> taken = new ArrayList<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < Math.min(most, projection.words().size()); i++) {
      Rectangle2D size = font.getStringBounds(projection.words().get(i), context);
      double[] place = projection.places()[i];
      Rectangle2D box =
          new Rectangle2D.Double(
              place[0] * perX - size.getWidth() / 2,
              place[1] * perY - size.getHeight() / 2,
              size.getWidth(),
              size.getHeight());
      if (taken.stream().noneMatch(box::intersects)) {
        taken.add(box);
        free.add(i);
      }
    }
    return free;
  }

  private static double extent(Projection projection, int axis) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] place : projection.places()) {
      least = Math.min(least, place[axis]);
      most = Math.max(most, place[axis]);
    }
    return most > least ? most - least : 1;
  }
}
