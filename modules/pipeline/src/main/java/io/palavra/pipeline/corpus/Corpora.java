package io.palavra.pipeline.corpus;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Corpora made of lists and of other corpora. All of them stream as their sources do. */
public final class Corpora {
  private Corpora() {}

  /** A corpus in memory; a record's place is its number in the list, from 1. */
  public static <T> Corpus<T> of(String name, List<T> records) {
    return new InMemory<>(name, List.copyOf(records));
  }

  /** One corpus after the other. */
  public static <T> Corpus<T> concat(String name, List<Corpus<T>> parts) {
    return new Concatenated<>(name, List.copyOf(parts));
  }

  /**
   * The records that a predicate accepts.
   *
   * @param selection says in words what is selected, exactly enough that two different predicates
   *     never have the same words: it goes into the fingerprint
   */
  public static <T> Corpus<T> filter(
      Corpus<T> corpus, String name, String selection, Predicate<? super T> predicate) {
    return new Derived<>(
        corpus,
        name,
        "filter " + selection,
        () -> record -> predicate.test(record.value()) ? Optional.of(record) : Optional.empty());
  }

  /**
   * Every record changed.
   *
   * @param change says in words what is changed; it goes into the fingerprint
   * @param function gets the place too, so that it can complain about it
   */
  public static <T, R> Corpus<R> map(
      Corpus<T> corpus, String change, Function<Located<T>, R> function) {
    return new Derived<>(
        corpus,
        corpus.name(),
        "map " + change,
        () -> record -> Optional.of(new Located<>(function.apply(record), record.place())));
  }

  /**
   * The first of every group of equal records. A pass holds what it has seen: meant for data sets
   * of some hundred thousand short records, not for a corpus larger than memory.
   */
  public static <T> Corpus<T> distinct(Corpus<T> corpus) {
    return new Derived<>(
        corpus,
        corpus.name(),
        "distinct",
        () -> {
          Set<T> seen = new HashSet<>();
          return record -> seen.add(record.value()) ? Optional.of(record) : Optional.empty();
        });
  }

  /** The same records under another name. */
  public static <T> Corpus<T> named(String name, Corpus<T> corpus) {
    return new Corpus<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public RecordStream<T> open() {
        return corpus.open();
      }

      @Override
      public Fingerprint fingerprint() {
        return corpus.fingerprint();
      }
    };
  }

  /** A stream that closes nothing. */
  static <T> RecordStream<T> stream(Iterator<Located<T>> records) {
    return new SequentialStream<>() {
      @Override
      protected Optional<Located<T>> read() {
        return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private record InMemory<T>(String name, List<T> records) implements Corpus<T> {
    @Override
    public RecordStream<T> open() {
      return new SequentialStream<>() {
        private int next;

        @Override
        protected Optional<Located<T>> read() {
          if (next == records.size()) {
            return Optional.empty();
          }
          T value = records.get(next++);
          return Optional.of(new Located<>(value, new Place(name, next)));
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Fingerprint fingerprint() {
      Fingerprint.Builder builder = new Fingerprint.Builder();
      records.forEach(record -> builder.add(record.toString()));
      return builder.build();
    }
  }

  private record Concatenated<T>(String name, List<Corpus<T>> parts) implements Corpus<T> {
    @Override
    public RecordStream<T> open() {
      return new SequentialStream<>() {
        private final Iterator<Corpus<T>> rest = parts.iterator();
        private RecordStream<T> current = stream(List.<Located<T>>of().iterator());

        @Override
        protected Optional<Located<T>> read() {
          while (!current.hasNext()) {
            current.close();
            if (!rest.hasNext()) {
              return Optional.empty();
            }
            current = rest.next().open();
          }
          return Optional.of(current.next());
        }

        @Override
        public void close() {
          current.close();
        }
      };
    }

    @Override
    public Fingerprint fingerprint() {
      Fingerprint.Builder builder = new Fingerprint.Builder().add("concat");
      parts.forEach(part -> builder.add(part.fingerprint().sha256()));
      return builder.build();
    }
  }

  /** A step over single records; each pass begins with a fresh one, since it may remember. */
  private interface Step<T, R> extends Function<Located<T>, Optional<Located<R>>> {}

  private interface Steps<T, R> {
    Step<T, R> begin();
  }

  private record Derived<T, R>(Corpus<T> source, String name, String change, Steps<T, R> steps)
      implements Corpus<R> {
    @Override
    public RecordStream<R> open() {
      RecordStream<T> records = source.open();
      Step<T, R> step = steps.begin();
      return new SequentialStream<>() {
        @Override
        protected Optional<Located<R>> read() {
          while (records.hasNext()) {
            Optional<Located<R>> made = step.apply(records.next());
            if (made.isPresent()) {
              return made;
            }
          }
          return Optional.empty();
        }

        @Override
        public void close() {
          records.close();
        }
      };
    }

    @Override
    public Fingerprint fingerprint() {
      return source.fingerprint().with(change);
    }
  }
}
