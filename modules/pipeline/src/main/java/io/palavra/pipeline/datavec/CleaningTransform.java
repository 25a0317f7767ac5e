package io.palavra.pipeline.datavec;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.datavec.api.transform.transform.string.BaseStringTransform;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A {@link CleaningStep} as a DataVec transform of one text column. */
public final class CleaningTransform extends BaseStringTransform {
  private static final long serialVersionUID = 1L;

  private final String step;
  private final TreeMap<String, String> options;
  private transient volatile UnaryOperator<String> function;

  /** The named step, applied to the named column. */
  @JsonCreator
  public CleaningTransform(
      @JsonProperty("columnName") String columnName,
      @JsonProperty("step") String step,
      @JsonProperty("options") Map<String, String> options) {
    super(columnName);
    this.step = step;
    this.options = new TreeMap<>(options);
    this.function = new CleaningStep(step, this.options).function();
  }

  /** The step's name. */
  public String getStep() {
    return step;
  }

  /** The step's options. */
  public Map<String, String> getOptions() {
    return new TreeMap<>(options);
  }

  @Override
  public Text map(Writable writable) {
    String text = writable.toString();
    String cleaned = function().apply(text);
    return cleaned.equals(text) && writable instanceof Text same ? same : new Text(cleaned);
  }

  @Override
  public Object map(Object input) {
    return function().apply(input.toString());
  }

  /** A copy that travelled through Java serialisation, as on Spark, makes its function anew. */
  private UnaryOperator<String> function() {
    UnaryOperator<String> ready = function;
    if (ready == null) {
      ready = new CleaningStep(step, options).function();
      function = ready;
    }
    return ready;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleaningTransform that
        && columnName.equals(that.columnName)
        && step.equals(that.step)
        && options.equals(that.options);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof CleaningTransform;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * columnName.hashCode() + step.hashCode()) + options.hashCode();
  }

  @Override
  public String toString() {
    return "CleaningTransform(" + columnName + ", " + step + ", " + options + ")";
  }
}
