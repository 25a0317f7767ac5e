package io.palavra.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        .hasMessageContaining(file.url());
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
    CatalogEntry entry =
        new CatalogEntry(
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
    return new Catalog(List.of(entry), new DataFolders(List.of(folder), Optional.empty(), folder));
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
