package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.options.PlainYaml.Node;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a search learns from, where its file says so.
 *
 * @param node a name or path, or a group with {@code name} and how it is read
 */
public record DataGroup(Node node) {
  private static final String NAME = "name";
  private static final Set<String> OF_THE_GROUP = Set.of("data", "reading option");

  /**
   * The data.
   *
   * @throws BadInputException for what is neither
   */
  DataRequest request() {
    if (node.form() == Node.Form.TEXT) {
      return DataRequest.of(Group.text(node));
    }
    if (node.form() != Node.Form.GROUP) {
      throw node.complaint("a data set's name or path, or a group with name, dev, test, text");
    }
    Map<String, String> reading = new HashMap<>();
    node.entries().forEach((name, value) -> reading.put(name, Group.text(value)));
    String name = reading.remove(NAME);
    if (name == null) {
      throw node.complaint("name: a data set's name or path");
    }
    return new DataRequest(
        name,
        Optional.ofNullable(reading.remove("dev")).map(Path::of),
        Optional.ofNullable(reading.remove("test")).map(Path::of),
        reading);
  }

  /**
   * Does what opens the data.
   *
   * @throws BadInputException with the place of what is wrong in this group; as it came where the
   *     files themselves are wrong
   */
  void opened(Runnable open) {
    try {
      open.run();
    } catch (BadInputException e) {
      boolean here = OF_THE_GROUP.contains(e.source()) || node.entries().containsKey(e.source());
      if (!here) {
        throw BadInputException.at(
                e.source(), e.line().orElse(0), e.value().orElse(null), inKeys(e.expected()))
            .because(e);
      }
      String said = OF_THE_GROUP.contains(e.source()) ? e.value().orElse(NAME) : e.source();
      Node place = node.entries().getOrDefault(said, node.entries().getOrDefault(NAME, node));
      String value = e.source() + e.value().map(v -> ": " + v).orElse("");
      throw BadInputException.at(place.source(), place.line(), value, e.expected()).because(e);
    }
  }

  /** What is advised as flags of the command line, as it is said in this group. */
  private static String inKeys(String advice) {
    return advice
        .replace(
            "--text, --label; of pairs --read ",
            "data: {name: FILE, text: NAME, label: NAME}; of pairs ")
        .replaceAll("--charset ([\\w-]+)", "charset: $1 under data")
        .replaceAll("(source|target)-column=NAME", "$1-column: NAME");
  }
}
