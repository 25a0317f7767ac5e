package io.palavra.embeddings.index;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * A folder with a graph over the vectors of a set of words, made and searched by Lucene. The folder
 * says which vectors it was made of, and serves no others. Safe for use by several threads.
 */
public final class NeighbourIndex implements AutoCloseable {
  private static final String VECTOR = "vector";
  private static final String NUMBER = "number";
  private static final String MADE_BY = "a folder that palavra embeddings index made";
  private static final String MADE_OF = "palavra.vectors";
  private static final int MOST_DIMENSIONS = 1024;
  private static final int MEGABYTES = 256;

  private final WordVectors vectors;
  private final Directory directory;
  private final DirectoryReader reader;

  private NeighbourIndex(WordVectors vectors, Directory directory, DirectoryReader reader) {
    this.vectors = vectors;
    this.directory = directory;
    this.reader = reader;
  }

  /**
   * Makes the graph of all words but those whose vectors are zeros; the folder is there when it is
   * whole.
   *
   * @param folder new
   * @throws BadInputException when the folder is there already or can not be written, or for
   *     vectors of more than 1024 numbers
   */
  public static void build(WordVectors vectors, Path folder, IndexOptions options) {
    if (Files.exists(folder)) {
      throw BadInputException.of(folder.toString(), "a new folder for the index");
    }
    if (vectors.dimensions() > MOST_DIMENSIONS) {
      throw BadInputException.of(
          "vectors", vectors.dimensions() + " numbers each", "at most " + MOST_DIMENSIONS);
    }
    Path whole = folder.toAbsolutePath();
    Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
    try {
      clear(part);
      Files.createDirectories(part);
      try (Directory directory = new MMapDirectory(part);
          IndexWriter writer = new IndexWriter(directory, config(options))) {
        add(vectors, writer);
        writer.forceMerge(1);
        writer.setLiveCommitData(Map.of(MADE_OF, fingerprint(vectors)).entrySet());
        writer.commit();
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be written").because(e);
    }
  }

  private static IndexWriterConfig config(IndexOptions options) {
    return new IndexWriterConfig(null)
        .setRAMBufferSizeMB(MEGABYTES)
        .setCodec(
            new Lucene912Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new Lucene99HnswVectorsFormat(options.links(), options.beam());
              }
            });
  }

  private static void add(WordVectors vectors, IndexWriter writer) throws IOException {
    for (int i = 0; i < vectors.size(); i++) {
      float[] unit = vectors.vector(i);
      if (Directions.scaleToOne(unit)) {
        Document word = new Document();
        word.add(new KnnFloatVectorField(VECTOR, unit, VectorSimilarityFunction.DOT_PRODUCT));
        word.add(new StoredField(NUMBER, i));
        writer.addDocument(word);
      }
    }
  }

  /**
   * Opens the graph of these vectors. It is mapped, not read.
   *
   * @throws BadInputException when the folder has none, or one of other vectors
   */
  public static NeighbourIndex open(Path folder, WordVectors vectors) {
    if (!Files.isDirectory(folder)) {
      throw BadInputException.of(folder.toString(), MADE_BY);
    }
    try {
      Directory directory = new MMapDirectory(folder);
      DirectoryReader reader;
      try {
        reader = DirectoryReader.open(directory);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
      NeighbourIndex index = new NeighbourIndex(vectors, directory, reader);
      String madeOf = reader.getIndexCommit().getUserData().getOrDefault(MADE_OF, "");
      if (!madeOf.equals(fingerprint(vectors))) {
        index.close();
        throw BadInputException.of(folder.toString(), "an index of these vectors, not of others");
      }
      return index;
    } catch (IndexNotFoundException e) {
      throw BadInputException.of(folder.toString(), MADE_BY).because(e);
    } catch (IOException | IllegalArgumentException e) {
      throw BadInputException.of(folder.toString(), "a whole index; is it cut or changed?")
          .because(e);
    }
  }

  /**
   * Words near to a vector by cosine, nearest first. Some of the nearest may be missing; the
   * cosines of those that are there are exact.
   *
   * @param vector {@code [dimensions]}
   * @param effort candidates that are held while the graph is walked, at least the count
   * @param without words to leave out
   * @throws IllegalArgumentException when the vector has another number of dimensions, or a number
   *     that is not finite
   */
  public List<Neighbour> nearest(float[] vector, int count, int effort, Set<String> without) {
    Directions.requireQuery(vector, vectors.dimensions());
    float[] unit = vector.clone();
    if (count < 1 || reader.numDocs() == 0 || !Directions.scaleToOne(unit)) {
      return List.of();
    }
    Set<Integer> skipped = without.stream().map(vectors::find).collect(Collectors.toSet());
    int candidates =
        (int) Math.min(reader.numDocs(), Math.max(effort, (long) count + skipped.size()));
    try {
      IndexSearcher searcher = new IndexSearcher(reader);
      StoredFields stored = searcher.storedFields();
      List<Neighbour> found = new ArrayList<>();
      for (ScoreDoc hit :
          searcher.search(new KnnFloatVectorQuery(VECTOR, unit, candidates), candidates)
              .scoreDocs) {
        int number = stored.document(hit.doc).getField(NUMBER).numericValue().intValue();
        if (!skipped.contains(number)) {
          double cosine = Directions.cosine(unit, vectors.vector(number)).orElse(0);
          found.add(new Neighbour(vectors.word(number), (float) cosine));
        }
      }
      found.sort(Comparator.comparing(Neighbour::similarity).reversed());
      return found.subList(0, Math.min(count, found.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many words the graph has. */
  public int size() {
    return reader.numDocs();
  }

  /** Of all words and numbers. */
  private static String fingerprint(WordVectors vectors) {
    MessageDigest digest = Sha256.begin();
    ByteBuffer row = ByteBuffer.allocate(Float.BYTES * vectors.dimensions());
    for (int i = 0; i < vectors.size(); i++) {
      row.clear().asFloatBuffer().put(vectors.vector(i));
      digest.update(vectors.index().utf8(i));
      digest.update(row.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    try (directory) {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
