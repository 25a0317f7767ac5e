package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011), of all options together: draws from
 * a density of the good points seen so far and takes the one at which good ones are likeliest
 * against the rest. Points that are being tried count among the rest, so that several at once do
 * not crowd together. The first six are spread evenly.
 *
 * <p>Where candidates are trained for different numbers of epochs, the highest number at which
 * enough of them were scored is looked at.
 */
public final class TpeSampler implements Sampler {
  private static final int FIRST = 6;
  private static final int ENOUGH = 10;
  private static final int DRAWS = 24;
  private static final double GOOD = 0.1;
  private static final int MOST_GOOD = 25;
  private static final int TRIES = 10;

  private final Space space;
  private final SplittableRandom random;
  private final Sampler first;
  private final Unseen unseen = new Unseen();
  private final Map<Integer, Map<Point, Double>> losses = new java.util.TreeMap<>();
  private final Set<Point> open = new java.util.LinkedHashSet<>();
  private final Reserve reserve;
  private int given;

  /** The same seed and answers give the same points. */
  public TpeSampler(Space space, long seed) {
    this.space = space;
    this.random = new SplittableRandom(seed);
    this.first = new SobolSampler(space, random.nextLong());
    this.reserve = new Reserve(space, seed);
  }

  @Override
  public Optional<Point> next() {
    Optional<Point> spare = reserve.point(unseen::gave);
    if (spare.isEmpty()) {
      return spare;
    }
    Map<Point, Double> scored = scored();
    Optional<Point> point =
        given < FIRST || scored.size() < 2 ? first.next().filter(unseen::add) : Optional.empty();
    if (point.isEmpty()) {
      point = scored.size() < 2 ? unseen.first(() -> space.random(random)) : promising(scored);
    }
    if (point.isEmpty()) {
      point = spare.filter(unseen::add);
    }
    point.ifPresent(open::add);
    given++;
    return point;
  }

  /** Losses at the highest number of epochs that enough points have reached. */
  private Map<Point, Double> scored() {
    Map<Point, Double> best = Map.of();
    for (Map<Point, Double> level : losses.values()) {
      if (level.size() >= ENOUGH || level.size() >= best.size()) {
        best = level;
      }
    }
    return best;
  }

  private Optional<Point> promising(Map<Point, Double> scored) {
    List<Point> order = new ArrayList<>(scored.keySet());
    order.sort(Comparator.comparingDouble(scored::get));
    int goods = Math.max(1, (int) Math.min(Math.ceil(GOOD * order.size()), MOST_GOOD));
    Set<Point> best = new HashSet<>(order.subList(0, goods));
    List<Point> good = new ArrayList<>();
    List<Point> bad = new ArrayList<>();
    scored.keySet().forEach(point -> (best.contains(point) ? good : bad).add(point));
    bad.addAll(open);
    JointParzen ofGood = new JointParzen(space, good);
    JointParzen ofBad = new JointParzen(space, bad);
    return unseen
        .first(TRIES, () -> likeliest(ofGood, ofBad))
        .or(() -> unseen.first(() -> space.random(random)));
  }

  private Point likeliest(JointParzen good, JointParzen bad) {
    Point best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < DRAWS; i++) {
      Point point = space.point(good.draw(random));
      double ratio = good.log(point) - bad.log(point);
      if (best == null || ratio > most) {
        most = ratio;
        best = point;
      }
    }
    return best;
  }

  @Override
  public void tell(Observation observation) {
    open.remove(observation.point());
    losses
        .computeIfAbsent(observation.epochs(), epochs -> new LinkedHashMap<>())
        .put(observation.point(), observation.loss());
  }
}
