package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.file.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Fetches the files of a data set.
 *
 * @param folder where they go
 * @param downloads the folder of all sets, which holds what keeps two from fetching one set at once
 * @param patience how long a server may take to answer, and to send the next byte
 */
record Download(Path folder, Path downloads, Duration patience) {
  private static final String LOCKS = ".fetching";

  Download(Path folder, Path downloads) {
    this(folder, downloads, Duration.ofSeconds(30));
  }

  Path fetch(CatalogEntry entry) {
    List<CatalogEntry.DataFile> missing =
        entry.files().stream().filter(file -> !whole(file)).toList();
    refuseByHand(entry, missing);
    boolean tidy =
        entry.files().stream().allMatch(file -> AtomicFile.leftOvers(target(file)).isEmpty());
    if (missing.isEmpty() && tidy) {
      return folder;
    }
    makeFolder(folder);
    FolderLock lock = lock(entry);
    try {
      entry.files().forEach(file -> AtomicFile.removeLeftOvers(target(file)));
      HttpClient client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(patience)
              .build();
      for (CatalogEntry.DataFile file : missing) {
        if (!whole(file)) {
          fetch(client, file);
        }
      }
    } finally {
      lock.close();
    }
    return folder;
  }

  private void refuseByHand(CatalogEntry entry, List<CatalogEntry.DataFile> missing) {
    List<String> byHand =
        missing.stream()
            .filter(file -> file.url().isEmpty())
            .map(CatalogEntry.DataFile::path)
            .toList();
    if (!byHand.isEmpty()) {
      throw BadInputException.of(
          entry.name(),
          "these files by hand in "
              + folder
              + ": "
              + String.join(", ", byHand)
              + "; "
              + (entry.getting().isEmpty() ? "they come from " + entry.origin() : entry.getting()));
    }
  }

  /** The lock's file lies beside the sets, so that it is never taken for a file of one. */
  private FolderLock lock(CatalogEntry entry) {
    Path locks = downloads.resolve(LOCKS).resolve(entry.name());
    makeFolder(locks);
    try {
      return FolderLock.take(locks);
    } catch (BadInputException e) {
      if (e.ofPlace()) {
        throw e;
      }
      throw BadInputException.of(
              entry.name(), "no other data get at work on it; one is fetching it to " + folder)
          .because(e);
    }
  }

  private Path target(CatalogEntry.DataFile file) {
    return folder.resolve(file.path());
  }

  private boolean whole(CatalogEntry.DataFile file) {
    Path target = target(file);
    return Files.isRegularFile(target) && Fingerprint.of(target).sha256().equals(file.sha256());
  }

  /**
   * Refuses a file that is not the one of the catalogue.
   *
   * @throws BadInputException with both sums
   */
  static void requireWhole(Path path, CatalogEntry.DataFile file) {
    String found = Fingerprint.of(path).sha256();
    if (!found.equals(file.sha256())) {
      throw BadInputException.of(
          path.toString(),
          "SHA-256 " + found,
          "SHA-256 " + file.sha256() + " as in the catalogue; this file is not written over");
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written").because(e);
    }
  }

  private void fetch(HttpClient client, CatalogEntry.DataFile file) {
    makeFolder(target(file).toAbsolutePath().getParent());
    try (PatientStream body = open(client, file)) {
      AtomicFile.write(target(file), out -> copy(body, out, file));
    } catch (IOException e) {
      throw unfit(file, words(e), e);
    }
  }

  private PatientStream open(HttpClient client, CatalogEntry.DataFile file) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(file.url())).timeout(patience).GET().build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw BadInputException.of(
            file.url(), "status " + response.statusCode(), "the file " + file.path());
      }
      return new PatientStream(response.body(), patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BadInputException.of(file.url(), "to be left to finish").because(e);
    }
  }

  private static BadInputException unfit(CatalogEntry.DataFile file, String why, Exception e) {
    return BadInputException.of(file.url(), "an answer with the file " + file.path() + ": " + why)
        .because(e);
  }

  /** What the client leaves without words, or has words for that only it understands. */
  private String words(IOException fault) {
    if (fault instanceof HttpConnectTimeoutException || fault instanceof HttpTimeoutException) {
      return "none came within " + patience.toSeconds() + " s";
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "there is no network, or no machine of that name";
      }
    }
    String said = fault.getMessage() == null ? "" : " (" + fault.getMessage() + ")";
    return (fault instanceof ConnectException ? "no connection" : "the connection broke") + said;
  }

  /** Copies and checks as it copies; what is too long or not the file is never given its name. */
  private void copy(PatientStream body, OutputStream out, CatalogEntry.DataFile file)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int n = read(body, buffer, file, 0); n >= 0; n = read(body, buffer, file, bytes)) {
      bytes += n;
      if (bytes > file.bytes()) {
        throw BadInputException.of(file.url(), "more bytes", file.bytes() + " bytes");
      }
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (bytes != file.bytes() || !found.equals(file.sha256())) {
      throw BadInputException.of(
          file.url(),
          bytes + " bytes with SHA-256 " + found,
          file.bytes() + " bytes with SHA-256 " + file.sha256());
    }
  }

  /** A fault of the network is told here, so that all others are the disk's. */
  private int read(
      PatientStream body, byte[] buffer, CatalogEntry.DataFile file, long bytesBefore) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      String after = " after " + bytesBefore + " of " + file.bytes() + " bytes";
      String why =
          body.stalled()
              ? "no byte came for " + patience.toSeconds() + " s"
              : "the connection was cut";
      throw unfit(file, why + after, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
