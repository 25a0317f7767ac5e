package io.palavra.pipeline.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

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

  /**
   * The same records, read from their source once: the first whole pass keeps them where they fit.
   *
   * @param bytes what a record takes in memory, about
   * @param most bytes that may be kept; of a corpus that takes more, nothing is
   */
  public static <T> Corpus<T> remembered(Corpus<T> corpus, ToLongFunction<T> bytes, long most) {
    return new Remembered<>(corpus, bytes, most);
  }

  /**
   * Takes the records of several corpora.
   *
   * @param <T> the record's type
   */
  @FunctionalInterface
  public interface Visitor<T> {
    /**
     * Takes a record.
     *
     * @param corpus its corpus's number in the list, from 0
     */
    void visit(int corpus, Located<T> record);
  }

  /**
   * Reads several corpora, those that were selected from one corpus in one pass over it. The
   * records of each come in its order; those of corpora with one origin come interleaved.
   */
  public static <T> void together(List<Corpus<T>> corpora, Visitor<T> visitor) {
    boolean[] read = new boolean[corpora.size()];
    for (int first = 0; first < read.length; first++) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = first; i < read.length; i++) {
        if (!read[i] && (i == first || sameOrigin(corpora.get(first), corpora.get(i)))) {
          numbers.add(i);
          read[i] = true;
        }
      }
      if (numbers.size() > 1) {
        pass((Derived<?, T>) corpora.get(first), corpora, numbers, visitor);
      } else if (!numbers.isEmpty()) {
        int only = first;
        try (RecordStream<T> records = corpora.get(only).open()) {
          records.forEachRemaining(record -> visitor.visit(only, record));
        }
      }
    }
  }

  private static boolean sameOrigin(Corpus<?> a, Corpus<?> b) {
    return a instanceof Derived<?, ?> one
        && b instanceof Derived<?, ?> other
        && one.source() == other.source();
  }

  @SuppressWarnings("unchecked") // Corpora with one source read records of one type.
  private static <S, T> void pass(
      Derived<S, T> first, List<Corpus<T>> corpora, List<Integer> numbers, Visitor<T> visitor) {
    List<Step<S, T>> steps = new ArrayList<>();
    numbers.forEach(number -> steps.add(((Derived<S, T>) corpora.get(number)).steps().begin()));
    try (RecordStream<S> records = first.source().open()) {
      while (records.hasNext()) {
        Located<S> record = records.next();
        for (int i = 0; i < steps.size(); i++) {
          int number = numbers.get(i);
          steps.get(i).apply(record).ifPresent(made -> visitor.visit(number, made));
        }
      }
    }
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
