package io.palavra.pipeline.split;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * The records of a corpus that meet a condition, in its order, selected anew in each pass.
 *
 * @param selection the condition in words; part of the fingerprint
 */
record SelectedCorpus<T>(Corpus<T> whole, String part, String selection, Predicate<T> condition)
    implements Corpus<T> {

  @Override
  public String name() {
    return whole.name() + " (" + part + ")";
  }

  @Override
  public Fingerprint fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String identity = whole.fingerprint() + "\n" + part + "\n" + selection;
      byte[] hash = digest.digest(identity.getBytes(StandardCharsets.UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public RecordStream<T> open() {
    return new Selecting<>(whole.open(), condition);
  }

  private static final class Selecting<T> implements RecordStream<T> {
    private final RecordStream<T> all;
    private final Predicate<T> condition;
    private Located<T> next;

    Selecting(RecordStream<T> all, Predicate<T> condition) {
      this.all = all;
      this.condition = condition;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        Located<T> candidate = all.next();
        next = condition.test(candidate.value()) ? candidate : null;
      }
      return next != null;
    }

    @Override
    public Located<T> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Located<T> found = next;
      next = null;
      return found;
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
