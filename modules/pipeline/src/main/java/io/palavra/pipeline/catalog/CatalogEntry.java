package io.palavra.pipeline.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A data set that the catalogue knows.
 *
 * @param name lower-case letters, digits and hyphens
 * @param title one line for people
 * @param task {@code classification}, {@code translation}, {@code tagging}, {@code language-model},
 *     {@code embedding-evaluation}
 * @param language ISO 639-1 codes; two with a hyphen for translation; empty where it is no language
 * @param origin where it comes from
 * @param licence its terms in words
 * @param own whether this project wrote it and brings it
 * @param folder its folder in a collection of data sets
 * @param published results of others, for reports
 * @param getting how to come by it where no file has an address
 * @param files what must be in the folder
 * @param parts how each of {@code train}, {@code dev} and {@code test} is read: options by name; a
 *     part of several files has several
 */
public record CatalogEntry(
    String name,
    String title,
    String task,
    String language,
    String origin,
    String licence,
    boolean own,
    String folder,
    String published,
    String getting,
    List<DataFile> files,
    Map<String, List<Map<String, String>>> parts) {

  /** Fills in what a set needs not say. */
  public CatalogEntry {
    published = published == null ? "" : published;
    getting = getting == null ? "" : getting;
    language = language == null ? "" : language;
    files = files == null ? List.of() : List.copyOf(files);
    parts = parts == null ? Map.of() : Map.copyOf(parts);
  }

  /**
   * A file of a data set.
   *
   * @param path below the set's folder
   * @param bytes its size
   * @param sha256 of its bytes
   * @param url an address that gives exactly these bytes; empty where there is none
   */
  public record DataFile(
      String path, long bytes, @JsonProperty("sha256") String sha256, String url) {

    /** Fills in what a file needs not say. */
    public DataFile {
      url = url == null ? "" : url;
    }
  }

  /** The size of all files together. */
  public long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
