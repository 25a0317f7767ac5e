package io.palavra.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.file.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final byte[] CSV = "text,label\na,x\n".getBytes(UTF_8);

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/data.csv",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, CSV.length);
          exchange.getResponseBody().write(CSV);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSetIsFetchedOnceCheckedAndThenReadByName() throws Exception {
    Catalog catalog = catalog(file("/data.csv", CSV.length, sha256(CSV)));
    assertThatThrownBy(() -> catalog.classification(DataRequest.of("tiny")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("palavra data get tiny");
    Path got = catalog.get("tiny");
    assertThat(got.resolve("data.csv")).hasBinaryContent(CSV);
    assertThat(names(got)).containsExactly("data.csv");
    assertThat(catalog.get("tiny")).isEqualTo(got);
    assertThat(requests).hasValue(1);
    assertThat(TestFiles.values(catalog.classification(DataRequest.of("tiny")).train()))
        .containsExactly(new LabelledText("a", "x"));
  }

  @Test
  void aFetchedFileThatHasChangedIsFetchedAnew() throws Exception {
    Catalog catalog = catalog(file("/data.csv", CSV.length, sha256(CSV)));
    Path got = catalog.get("tiny").resolve("data.csv");
    Files.writeString(got, "text,label\nb,x\n");
    assertThat(catalog.get("tiny").resolve("data.csv")).isEqualTo(got).hasBinaryContent(CSV);
    assertThat(requests).hasValue(2);
  }

  @Test
  void aFileOfTheUsersThatIsNotTheCataloguesIsRefusedWithBothSumsAndStays() throws Exception {
    CatalogEntry entry = entry(file("/data.csv", CSV.length, sha256(CSV)));
    Path users = Files.createDirectories(folder.resolve("users"));
    Path mine = TestFiles.write(Files.createDirectories(users.resolve("tiny")), "data.csv", "mine");
    Catalog catalog =
        new Catalog(
            List.of(entry),
            new DataFolders(
                List.of(users), Optional.empty(), Optional.of(folder.resolve("fetched"))));
    assertThatThrownBy(() -> catalog.get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(mine.toString())
        .hasMessageContaining(sha256("mine".getBytes(UTF_8)))
        .hasMessageContaining(sha256(CSV));
    assertThat(mine).hasContent("mine");
    Files.write(mine, CSV);
    assertThat(catalog.get("tiny")).isEqualTo(users.resolve("tiny"));
    assertThat(requests).hasValue(0);
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    server.createContext(
        "/silent.csv",
        exchange -> {
          exchange.sendResponseHeaders(200, CSV.length);
          exchange.getResponseBody().write(CSV, 0, 4);
          exchange.getResponseBody().flush();
          try {
            enough.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    CatalogEntry.DataFile file = file("/silent.csv", CSV.length, sha256(CSV));
    Path out = folder.resolve("tiny");
    assertThatThrownBy(() -> new Download(out, folder, Duration.ofSeconds(1)).fetch(entry(file)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.url())
        .hasMessageContaining("no byte came for 1 s after 4 of " + CSV.length);
    enough.countDown();
    assertThat(names(out)).isEmpty();
  }

  @Test
  void aConnectionThatIsCutSaysWhere() throws Exception {
    server.createContext(
        "/cut.csv",
        exchange -> {
          exchange.sendResponseHeaders(200, CSV.length);
          exchange.getResponseBody().write(CSV, 0, 4);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    CatalogEntry.DataFile file = file("/cut.csv", CSV.length, sha256(CSV));
    assertThatThrownBy(() -> catalog(file).get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.url())
        .hasMessageContaining("the connection was cut after 4 of " + CSV.length);
    assertThat(names(folder.resolve("tiny"))).isEmpty();
  }

  @Test
  void whatAKilledDownloadLeftGoesAndNothingElse() throws Exception {
    Path out = Files.createDirectories(folder.resolve("tiny"));
    Files.createFile(out.resolve(".data.csv." + UUID.randomUUID()));
    Files.createFile(out.resolve(".other.csv." + UUID.randomUUID()));
    Files.createFile(out.resolve(".data.csv.notes"));
    Catalog catalog = catalog(file("/data.csv", CSV.length, sha256(CSV)));
    catalog.get("tiny");
    assertThat(names(out)).hasSize(3).contains("data.csv", ".data.csv.notes");
    Files.createFile(out.resolve(".data.csv." + UUID.randomUUID()));
    catalog.get("tiny");
    assertThat(names(out)).hasSize(3);
    assertThat(requests).hasValue(1);
  }

  @Test
  void twoDoNotFetchOneSetAtOnce() throws Exception {
    Catalog catalog = catalog(file("/data.csv", CSV.length, sha256(CSV)));
    Path locks = Files.createDirectories(folder.resolve(".fetching/tiny"));
    FolderLock other = FolderLock.take(locks);
    assertThatThrownBy(() -> catalog.get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tiny: expected no other data get at work on it");
    other.close();
    assertThat(catalog.get("tiny").resolve("data.csv")).hasBinaryContent(CSV);
  }

  @Test
  void aFolderThatCanNotBeWrittenIsNotBlamedOnTheServer() throws Exception {
    TestFiles.write(folder, "tiny", "a file where the folder is due");
    CatalogEntry.DataFile file = file("/data.csv", CSV.length, sha256(CSV));
    assertThatThrownBy(() -> catalog(file).get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.resolve("tiny") + ": expected a folder that can be written")
        .hasMessageNotContaining(file.url());
  }

  @Test
  void aUserWithoutAHomeIsToldOfOneAndNoFolderIsMade() throws Exception {
    assertThat(DataFolders.userHome("/home/a", "/home/b")).contains(Path.of("/home/a"));
    assertThat(DataFolders.userHome("?", "/home/b")).contains(Path.of("/home/b"));
    assertThat(DataFolders.userHome("?", null)).isEmpty();
    assertThat(DataFolders.userHome(null, " ")).isEmpty();
    DataFolders none = new DataFolders(List.of(), Optional.empty(), Optional.empty());
    CatalogEntry entry = entry(file("/data.csv", CSV.length, sha256(CSV)));
    assertThatThrownBy(() -> new Catalog(List.of(entry), none).get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("HOME")
        .hasMessageContaining("PALAVRA_DATASETS");
  }

  @Test
  void whatIsNotTheFileOfTheCatalogueIsNotKept() throws Exception {
    for (CatalogEntry.DataFile file :
        List.of(
            file("/data.csv", CSV.length, sha256(new byte[0])),
            file("/data.csv", CSV.length - 1, sha256(CSV)),
            file("/data.csv", CSV.length + 1, sha256(CSV)),
            file("/other.csv", CSV.length, sha256(CSV)))) {
      assertThatThrownBy(() -> catalog(file).get("tiny"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(file.url());
      assertThat(names(folder.resolve("tiny"))).isEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereIsAComplaint() throws Exception {
    CatalogEntry.DataFile file = file("/data.csv", CSV.length, sha256(CSV));
    server.stop(0);
    assertThatThrownBy(() -> catalog(file).get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.url())
        .hasMessageContaining("no connection")
        .hasMessageNotContaining("null");
  }

  @Test
  void aSetWithoutAnAddressSaysWhatToDoByHand() throws Exception {
    CatalogEntry.DataFile file = new CatalogEntry.DataFile("data.csv", 1, sha256(CSV), "");
    assertThatThrownBy(() -> catalog(file).get("tiny"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("by hand")
        .hasMessageContaining("data.csv");
  }

  private CatalogEntry.DataFile file(String path, long bytes, String sha256) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return new CatalogEntry.DataFile("data.csv", bytes, sha256, url);
  }

  private Catalog catalog(CatalogEntry.DataFile file) {
    return new Catalog(
        List.of(entry(file)),
        new DataFolders(List.of(folder), Optional.empty(), Optional.of(folder)));
  }

  private static CatalogEntry entry(CatalogEntry.DataFile file) {
    return new CatalogEntry(
        "tiny",
        "a tiny set",
        "classification",
        "en",
        "here",
        "none",
        false,
        "tiny",
        "",
        "",
        List.of(file),
        Map.of("train", List.of(Map.of("format", "csv", "file", "data.csv"))));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
