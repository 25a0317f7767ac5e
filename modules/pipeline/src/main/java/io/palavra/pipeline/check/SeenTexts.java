package io.palavra.pipeline.check;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.palavra.pipeline.split.ComparableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first pass of the search for equal and similar texts. It remembers of each different text a
 * 64-bit hash, the number of its first row, its label and the parts it stands in, and finds equal
 * texts by the hash; what a finding shows, and every similar pair, the second pass ({@link Twins})
 * looks up and compares in full.
 */
final class SeenTexts implements Inspector {
  private static final Hasher64 HASH = Hashing.komihash5_0();
  private static final byte CONTRADICTED = 64;
  private static final int MOST_PAIRS = 1_000_000;

  private final CheckOptions options;
  private final HashTable ids = new HashTable();
  private final NearIndex near = new NearIndex();
  private final Map<String, Integer> labels = new HashMap<>();
  private long[] firstRow = new long[1024];
  private int[] label = new int[1024];
  private byte[] parts = new byte[1024];

  /** The first row in each further part of a text: its id times 4 and the part, to the row. */
  private final Map<Long, Long> furtherRows = new HashMap<>();

  private long notRemembered;
  private final Map<Part, long[]> rows = new EnumMap<>(Part.class);
  private final Map<TwinGroup, PairList> equal = new HashMap<>();
  private final PairList similar = new PairList(MOST_PAIRS);

  SeenTexts(CheckOptions options) {
    this.options = options;
  }

  @Override
  public void see(Row row) {
    rows.computeIfAbsent(row.part(), part -> new long[1])[0]++;
    String comparable = ComparableText.of(row.text());
    if (comparable.isEmpty()) {
      return;
    }
    long hash = HASH.hashCharsToLong(comparable);
    int id = ids.get(hash);
    if (id >= 0) {
      equal(row, id);
      return;
    }
    boolean room = ids.size() < options.compared();
    int own = room ? remember(row, hash) : -1;
    notRemembered += room ? 0 : 1;
    Shingles.of(comparable)
        .ifPresent(
            shingles -> {
              for (int other : near.candidates(shingles, own)) {
                if (other >= 0) {
                  similar.add(firstRow[other], row.number());
                }
              }
            });
  }

  private int remember(Row row, long hash) {
    int id = ids.size();
    ids.putIfAbsent(hash, id);
    if (id == firstRow.length) {
      firstRow = Arrays.copyOf(firstRow, id * 2);
      label = Arrays.copyOf(label, id * 2);
      parts = Arrays.copyOf(parts, id * 2);
    }
    firstRow[id] = row.number();
    label[id] = labelId(row.label());
    parts[id] = bit(row.part());
    return id;
  }

  private int labelId(String name) {
    if (labels.size() >= StatsBuilder.MOST_LABELS && !labels.containsKey(name)) {
      return -1;
    }
    return labels.computeIfAbsent(name, n -> labels.size());
  }

  private void equal(Row row, int id) {
    if ((parts[id] & CONTRADICTED) == 0 && label[id] != labelId(row.label())) {
      parts[id] |= CONTRADICTED;
      note(
          new TwinGroup(FindingKind.CONTRADICTING_LABELS, Part.TRAIN, Part.TRAIN),
          firstRow[id],
          row);
    }
    if ((parts[id] & bit(row.part())) != 0) {
      note(
          new TwinGroup(FindingKind.EXACT_DUPLICATE, row.part(), row.part()),
          firstRow(id, row.part()),
          row);
      return;
    }
    for (Part other : Part.values()) {
      if ((parts[id] & bit(other)) != 0) {
        note(new TwinGroup(FindingKind.OVERLAP, other, row.part()), firstRow(id, other), row);
      }
    }
    parts[id] |= bit(row.part());
    furtherRows.put(partKey(id, row.part()), row.number());
  }

  private long firstRow(int id, Part part) {
    return furtherRows.getOrDefault(partKey(id, part), firstRow[id]);
  }

  private static long partKey(int id, Part part) {
    return id * 4L + part.ordinal();
  }

  private void note(TwinGroup group, long first, Row row) {
    equal.computeIfAbsent(group, g -> new PairList(options.examples())).add(first, row.number());
  }

  private static byte bit(Part part) {
    return (byte) (1 << part.ordinal());
  }

  /** What the second pass has to look up. */
  Twins twins() {
    return new Twins(options, Map.copyOf(equal), similar, rows);
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (notRemembered > 0) {
      findings.add(
          new Finding(
              Severity.NOTE,
              FindingKind.NOT_ALL_COMPARED,
              "all",
              notRemembered,
              String.format(
                  Locale.ROOT,
                  "%,d texts were compared with the first %,d different ones alone",
                  notRemembered,
                  ids.size()),
              List.of()));
    }
    return findings;
  }
}
