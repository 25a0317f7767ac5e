package io.palavra.pipeline.datavec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * What is done to every text before it is cut into tokens, in training and in prediction alike: an
 * ordered list of steps, run as a DataVec {@link TransformProcess} over the columns {@code text}
 * and {@code label}. Its own JSON names steps, never classes, so that it can be read from a model
 * of a stranger.
 *
 * @param steps in their order
 */
public record Cleaning(List<CleaningStep> steps) {
  /** Leaves texts as they are. */
  public static final Cleaning NONE = new Cleaning(List.of());

  /** What suits most texts: composed letters, no HTML breaks, single spaces. */
  public static final Cleaning STANDARD =
      new Cleaning(
          List.of(
              CleaningStep.of("unicode"),
              CleaningStep.of("html-breaks"),
              CleaningStep.of("white-space")));

  private static final int MOST_STEPS = 64;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Text NO_LABEL = new Text("");

  /** Copies the list. */
  public Cleaning {
    steps = List.copyOf(steps);
    if (steps.size() > MOST_STEPS) {
      throw BadInputException.of("cleaning", steps.size() + " steps", "at most " + MOST_STEPS);
    }
  }

  /** The steps as DataVec runs them, here or on Spark; its own JSON is {@code toJson()}. */
  public TransformProcess process() {
    Schema schema = new Schema.Builder().addColumnsString("text", "label").build();
    TransformProcess.Builder builder = new TransformProcess.Builder(schema);
    steps.forEach(
        step -> builder.transform(new CleaningTransform("text", step.name(), step.options())));
    return builder.build();
  }

  /** A cleaner of single texts; make it once. */
  public Cleaner cleaner() {
    return new Cleaner(process(), steps.isEmpty());
  }

  /** The corpus with every text cleaned. */
  public Corpus<LabelledText> apply(Corpus<LabelledText> corpus) {
    if (steps.isEmpty()) {
      return corpus;
    }
    Cleaner cleaner = cleaner();
    return Corpora.map(
        corpus,
        "clean " + toJson(),
        record -> new LabelledText(cleaner.clean(record.value().text()), record.value().label()));
  }

  /** Runs the process over single texts. Safe for use by several threads. */
  public static final class Cleaner {
    private final TransformProcess process;
    private final boolean idle;

    private Cleaner(TransformProcess process, boolean idle) {
      this.process = process;
      this.idle = idle;
    }

    /** The cleaned text; it may be empty. */
    public String clean(String text) {
      if (idle) {
        return text;
      }
      List<Writable> row = List.of(new Text(text), NO_LABEL);
      return process.execute(row).get(0).toString();
    }
  }

  /** The steps by their own names: {@code [{"step":"unicode","form":"NFC"}, ...]}. */
  public String toJson() {
    ArrayNode array = JSON.createArrayNode();
    for (CleaningStep step : steps) {
      ObjectNode node = array.addObject().put("step", step.name());
      step.options().forEach(node::put);
    }
    return array.toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BadInputException when it is anything else
   */
  public static Cleaning fromJson(String json) {
    try {
      JsonNode array = JSON.readTree(json);
      if (array == null || !array.isArray()) {
        throw BadInputException.of("cleaning", json, "a list of steps");
      }
      List<CleaningStep> steps = new ArrayList<>();
      array.forEach(node -> steps.add(step(node)));
      return new Cleaning(steps);
    } catch (JacksonException e) {
      throw BadInputException.of("cleaning", json, "a list of steps in JSON").because(e);
    }
  }

  private static CleaningStep step(JsonNode node) {
    SortedMap<String, String> options = new TreeMap<>();
    Set<Map.Entry<String, JsonNode>> fields = node.properties();
    for (Map.Entry<String, JsonNode> field : fields) {
      if (!field.getValue().isTextual()) {
        throw BadInputException.of("cleaning", field.getKey(), "options that are strings");
      }
      options.put(field.getKey(), field.getValue().textValue());
    }
    String name = options.remove("step");
    if (name == null) {
      throw BadInputException.of("cleaning", node.toString(), "an object with a step");
    }
    return new CleaningStep(name, options);
  }
}
