package io.palavra.embeddings.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.report.Messages;
import io.palavra.training.report.ReportLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words in the plane as one HTML file that loads nothing: zoom, move, search. */
public final class ProjectionPage {
  private static final String PAGE = "projection.html";
  private static final double ROUND = 1e4;
  private static final List<String> SAID =
      List.of("language", "words", "search", "searchWord", "whole", "found", "plane");

  private ProjectionPage() {}

  /**
   * Writes the page.
   *
   * @param language what it speaks
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(
      Path html, Projection projection, String title, ReportLanguage language) {
    AtomicFile.writeString(html, of(projection, title, language));
  }

  static String of(Projection projection, String title, ReportLanguage language) {
    double widest = 1e-12;
    for (double[] place : projection.places()) {
      widest = Math.max(widest, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    List<List<Object>> points = new ArrayList<>();
    for (int i = 0; i < projection.words().size(); i++) {
      double[] place = projection.places()[i];
      points.add(
          List.of(
              projection.words().get(i),
              Math.round(place[0] / widest * ROUND) / ROUND,
              Math.round(place[1] / widest * ROUND) / ROUND));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    Messages messages = Messages.of(language, ProjectionPage.class);
    Map<String, String> say = new LinkedHashMap<>();
    SAID.forEach(key -> say.put(key, messages.get(key)));
    data.put("say", say);
    data.put("title", title);
    data.put("method", projection.described(language));
    data.put("points", points);
    try {
      // No "</script>" of a word may end the script that the words stand in.
      String json = new ObjectMapper().writeValueAsString(data).replace("<", "\\u003c");
      return page().replace("\"DATA\"", json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String page() {
    try (InputStream in = ProjectionPage.class.getResourceAsStream(PAGE)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + PAGE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
