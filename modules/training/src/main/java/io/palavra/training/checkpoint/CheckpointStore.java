package io.palavra.training.checkpoint;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.checkpoint.CheckpointFile.DamagedException;
import io.palavra.training.checkpoint.CheckpointHeader.Entry;
import io.palavra.training.loop.Checkpoints;
import io.palavra.training.loop.RandomState;
import io.palavra.training.loop.TrainState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The checkpoints of one run in a folder of their own. Each holds the parameters, the updater, the
 * counts that schedules look at, the random numbers, the best parameters so far, and the loop's own
 * state; the last two are kept, so one is whole whenever the process is killed.
 */
public final class CheckpointStore implements Checkpoints {
  private static final Pattern NAME = Pattern.compile("(\\d{8})\\.checkpoint");
  private static final Pattern LEFT_OVER = Pattern.compile("\\.\\d{8}\\.checkpoint\\..+");
  private static final int KEPT = 2;
  private static final String PARAMETERS = "parameters";
  private static final String UPDATER = "updater";
  private static final String BEST = "best";
  private static final String RECENT = "recent-";

  private final Path folder;
  private final RunIdentity identity;
  private final boolean resume;
  private final Consumer<String> say;
  private final List<ExtraState> extras;

  private CheckpointStore(
      Path folder,
      RunIdentity identity,
      boolean resume,
      Consumer<String> say,
      List<ExtraState> extras) {
    this.folder = folder;
    this.identity = identity;
    this.resume = resume;
    this.say = say;
    this.extras = List.copyOf(extras);
  }

  /**
   * Checkpoints in a folder, which is made when the first is written.
   *
   * @param folder that has nothing else in it
   * @param identity of the run
   * @param resume whether to go on from what lies there; if not, it is removed when training begins
   * @param say takes a line when a checkpoint is damaged
   */
  public static CheckpointStore in(
      Path folder, RunIdentity identity, boolean resume, Consumer<String> say) {
    return new CheckpointStore(folder, identity, resume, say, List.of());
  }

  /** This store, saving and restoring these states as well. */
  public CheckpointStore with(List<ExtraState> more) {
    return new CheckpointStore(folder, identity, resume, say, more);
  }

  @Override
  public void save(
      ComputationGraph network, TrainState state, Optional<INDArray> best, List<INDArray> recent) {
    Map<String, INDArray> arrays = arrays(network);
    best.ifPresent(array -> arrays.put(BEST, array));
    for (int i = 0; i < recent.size(); i++) {
      arrays.put(RECENT + String.format(Locale.ROOT, "%04d", i), recent.get(i));
    }
    for (ExtraState extra : extras) {
      extra.save().forEach((name, array) -> arrays.put(extra.name() + "/" + name, array));
    }
    List<Entry> entries = new ArrayList<>();
    arrays.forEach((name, array) -> entries.add(Entry.of(name, array)));
    CheckpointHeader header =
        new CheckpointHeader(
            new TreeMap<>(identity.values()),
            state,
            network.getConfiguration().getIterationCount(),
            network.getConfiguration().getEpochCount(),
            RandomState.current(),
            entries);
    List<Path> former = newestFirst();
    int number = former.isEmpty() ? 1 : number(former.get(0)) + 1;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written").because(e);
    }
    CheckpointFile.write(
        folder.resolve(String.format(Locale.ROOT, "%08d.checkpoint", number)),
        header,
        List.copyOf(arrays.values()));
    former.stream().skip(KEPT - 1).forEach(CheckpointStore::delete);
  }

  /**
   * {@inheritDoc}
   *
   * @throws BadInputException when the checkpoints are of other data, options or another network,
   *     or when there are some and none of them is whole
   */
  @Override
  public Optional<Restored> restore(ComputationGraph network) {
    files(LEFT_OVER).forEach(CheckpointStore::delete);
    List<Path> candidates = newestFirst();
    if (!resume) {
      candidates.forEach(CheckpointStore::deleteOrComplain);
      return Optional.empty();
    }
    List<Path> damaged = new ArrayList<>();
    for (Path candidate : candidates) {
      try {
        CheckpointFile file = CheckpointFile.open(candidate);
        requireSameRun(file.header());
        Restored restored = load(file, network);
        damaged.forEach(CheckpointStore::delete);
        return Optional.of(restored);
      } catch (DamagedException e) {
        say.accept("Passing over the damaged checkpoint " + candidate + ": " + e.getMessage());
        damaged.add(candidate);
      } catch (IOException e) {
        throw new UncheckedIOException("can not read " + candidate, e);
      }
    }
    if (!candidates.isEmpty()) {
      throw BadInputException.of(
          folder.toString(), "a whole checkpoint, but all " + candidates.size() + " are damaged");
    }
    return Optional.empty();
  }

  /**
   * Looks whether a resume can go on from here, before any work; changes nothing.
   *
   * @return whether there is a checkpoint, whole or damaged
   * @throws BadInputException when the newest whole one is of other data or options
   */
  public boolean goesOn() {
    if (!resume) {
      return false;
    }
    List<Path> candidates = newestFirst();
    for (Path candidate : candidates) {
      try {
        requireSameRun(CheckpointFile.open(candidate).header());
        return true;
      } catch (DamagedException e) {
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException("can not read " + candidate, e);
      }
    }
    return !candidates.isEmpty();
  }

  /** The newest checkpoint, or the folder where there is none. */
  @Override
  public String place() {
    try {
      return newestFirst().stream().findFirst().orElse(folder).toString();
    } catch (BadInputException | UncheckedIOException unreadable) {
      return folder.toString();
    }
  }

  private void requireSameRun(CheckpointHeader header) {
    RunIdentity former = new RunIdentity(header.identity());
    identity
        .difference(former)
        .ifPresent(
            name -> {
              throw BadInputException.of(
                  "--resume",
                  identity.describe(name),
                  former.describe(name) + ", as in the run that left " + folder);
            });
  }

  /** The updater is made if the network has not been trained yet; SGD has no state. */
  private static Map<String, INDArray> arrays(ComputationGraph network) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put(PARAMETERS, network.params());
    INDArray updater = network.getUpdater().getStateViewArray();
    if (updater != null) {
      arrays.put(UPDATER, updater);
    }
    return arrays;
  }

  private Restored load(CheckpointFile file, ComputationGraph network) throws IOException {
    CheckpointHeader header = file.header();
    Map<String, INDArray> own = arrays(network);
    Map<String, INDArray> all = new LinkedHashMap<>();
    for (Entry entry : header.arrays()) {
      INDArray array = own.get(entry.name());
      if (array != null || entry.name().equals(BEST) || entry.name().startsWith(RECENT)) {
        INDArray like = array == null ? network.params() : array;
        requireSameShape(entry, Entry.of(entry.name(), like));
      }
      all.put(
          entry.name(),
          array != null ? array : Nd4j.createUninitialized(entry.type(), entry.shape()));
    }
    if (!all.keySet().containsAll(own.keySet())) {
      throw otherNetwork(all.keySet().toString(), own.keySet().toString());
    }
    SortedMap<String, INDArray> rest = new TreeMap<>(all);
    rest.keySet().removeAll(own.keySet());
    Optional<INDArray> best = Optional.ofNullable(rest.remove(BEST));
    List<INDArray> recent = new ArrayList<>();
    for (String name : List.copyOf(rest.keySet())) {
      if (name.startsWith(RECENT)) {
        recent.add(rest.remove(name));
      }
    }
    Map<ExtraState, SortedMap<String, INDArray>> forExtras = distribute(rest);
    file.read(List.copyOf(all.values()));
    forExtras.forEach(ExtraState::load);
    network.getConfiguration().setIterationCount(header.iterations());
    network.getConfiguration().setEpochCount(header.epochs());
    header.random().restore();
    DataType type = network.params().dataType();
    return new Restored(
        header.state(),
        best.map(b -> b.castTo(type)),
        recent.stream().map(r -> r.castTo(type)).toList());
  }

  private Map<ExtraState, SortedMap<String, INDArray>> distribute(
      SortedMap<String, INDArray> arrays) {
    Map<ExtraState, SortedMap<String, INDArray>> byExtra = new LinkedHashMap<>();
    int given = 0;
    for (ExtraState extra : extras) {
      String prefix = extra.name() + "/";
      SortedMap<String, INDArray> mine = new TreeMap<>();
      arrays.forEach(
          (name, array) -> {
            if (name.startsWith(prefix)) {
              mine.put(name.substring(prefix.length()), array);
            }
          });
      given += mine.size();
      byExtra.put(extra, mine);
    }
    if (given != arrays.size()) {
      throw otherNetwork(
          arrays.keySet().toString(), extras.stream().map(ExtraState::name).toList().toString());
    }
    return byExtra;
  }

  private void requireSameShape(Entry found, Entry expected) {
    if (found.bytes() != expected.bytes() || found.type() != expected.type()) {
      throw otherNetwork(describe(found), describe(expected));
    }
  }

  private static String describe(Entry entry) {
    return entry.bytes() + " bytes of " + entry.name() + " as " + entry.type();
  }

  private BadInputException otherNetwork(String found, String expected) {
    return BadInputException.of(folder.toString(), found, expected + ", as this network has");
  }

  private List<Path> newestFirst() {
    return files(NAME).stream()
        .sorted(Comparator.comparingInt(CheckpointStore::number).reversed())
        .toList();
  }

  /** A folder that can not be looked at must not pass for one without checkpoints. */
  private List<Path> files(Pattern name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name.matcher(file.getFileName().toString()).matches()).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (NotDirectoryException e) {
      throw BadInputException.of(folder.toString(), "a folder, but this is a file").because(e);
    } catch (IOException e) {
      throw new UncheckedIOException("can not list " + folder, e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(0, 8));
  }

  /** One file too many harms nobody. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return;
    }
  }

  /** One run's checkpoint must never be found by another. */
  private static void deleteOrComplain(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a checkpoint that can be removed").because(e);
    }
  }
}
