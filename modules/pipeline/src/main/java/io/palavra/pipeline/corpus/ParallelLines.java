package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.TextFile;
import java.util.Optional;

/**
 * Two files whose n-th lines are translations of one another. A record's place is its line in the
 * source file, aligned with the target file.
 *
 * @param name for reports
 */
public record ParallelLines(String name, TextFile source, TextFile target)
    implements Corpus<ParallelText> {

  @Override
  public RecordStream<ParallelText> open() {
    RecordStream<String> sources = new Lines(name, source).open();
    try {
      return new Pairs(sources, new Lines(name, target).open());
    } catch (RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(source).with(Fingerprint.of(target).sha256()).with("parallel lines");
  }

  private final class Pairs extends SequentialStream<ParallelText> {
    private final RecordStream<String> sources;
    private final RecordStream<String> targets;
    private long pairs;

    Pairs(RecordStream<String> sources, RecordStream<String> targets) {
      this.sources = sources;
      this.targets = targets;
    }

    @Override
    protected Optional<Located<ParallelText>> read() {
      if (sources.hasNext() && targets.hasNext()) {
        pairs++;
        Located<String> line = sources.next();
        Located<String> translation = targets.next();
        Place place =
            new Place(
                line.place().source(),
                line.place().line(),
                Optional.of(translation.place().source()));
        return Optional.of(
            new Located<>(new ParallelText(line.value(), translation.value()), place));
      }
      if (sources.hasNext() || targets.hasNext()) {
        throw unequal();
      }
      return Optional.empty();
    }

    private BadInputException unequal() {
      long ofSource = pairs + rest(sources);
      long ofTarget = pairs + rest(targets);
      boolean targetShort = ofTarget < ofSource;
      return new Place((targetShort ? target : source).source(), pairs + 1)
          .complaint(
              (targetShort ? ofTarget : ofSource) + " lines",
              "as many as "
                  + (targetShort ? source : target).source()
                  + " has: "
                  + (targetShort ? ofSource : ofTarget));
    }

    private long rest(RecordStream<String> lines) {
      long count = 0;
      while (lines.hasNext()) {
        lines.next();
        count++;
      }
      return count;
    }

    @Override
    public void close() {
      sources.close();
      targets.close();
    }
  }
}
