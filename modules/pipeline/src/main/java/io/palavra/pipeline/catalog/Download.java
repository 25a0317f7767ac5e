package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 */
record Download(Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Path fetch(CatalogEntry entry) {
    List<String> byHand =
        entry.files().stream()
            .filter(file -> file.url().isEmpty() && !whole(file))
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
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    for (CatalogEntry.DataFile file : entry.files()) {
      if (!whole(file)) {
        fetch(client, file);
      }
    }
    return folder;
  }

  private boolean whole(CatalogEntry.DataFile file) {
    Path target = folder.resolve(file.path());
    return Files.isRegularFile(target) && Fingerprint.of(target).sha256().equals(file.sha256());
  }

  private void fetch(HttpClient client, CatalogEntry.DataFile file) {
    Path target = folder.resolve(file.path());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(file.url())).timeout(PATIENCE).GET().build();
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw BadInputException.of(
              file.url(), "status " + response.statusCode(), "the file " + file.path());
        }
        AtomicFile.write(target, out -> copy(body, out, file));
      }
    } catch (UncheckedIOException | IOException e) {
      throw BadInputException.of(file.url(), "an answer with the file: " + e.getMessage())
          .because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BadInputException.of(file.url(), "to be left to finish").because(e);
    }
  }

  /** Copies and checks as it copies; what is too long or not the file is never given its name. */
  private static void copy(InputStream body, OutputStream out, CatalogEntry.DataFile file)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
