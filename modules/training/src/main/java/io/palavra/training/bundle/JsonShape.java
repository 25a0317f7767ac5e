package io.palavra.training.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/** Whether a text entry is what its name says, before anybody builds a tree of it. */
final class JsonShape {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(BundleEntries.DEEPEST_JSON)
                  .maxStringLength(BundleEntries.LARGEST_TEXT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonShape() {}

  /** What is wrong with a JSON entry: no JSON, too deep, a name twice, two documents. */
  static Optional<String> fault(String entry, String text) {
    if (!entry.endsWith(".json")) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.of("no JSON");
      }
      parser.skipChildren();
      return parser.nextToken() == null ? Optional.empty() : Optional.of("two JSON values");
    } catch (JsonProcessingException e) {
      return Optional.of(e.getOriginalMessage().lines().findFirst().orElse("no JSON"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
