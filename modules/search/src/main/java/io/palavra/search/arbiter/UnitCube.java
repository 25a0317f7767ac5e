package io.palavra.search.arbiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * So many numbers from 0 to 1. What they mean is our own space's business; Arbiter's generators are
 * asked for the numbers alone.
 */
final class UnitCube implements ParameterSpace<String> {
  private final int size;

  UnitCube(int size) {
    this.size = size;
  }

  @Override
  public String getValue(double[] values) {
    return "";
  }

  @Override
  public int numParameters() {
    return size;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<ParameterSpace> collectLeaves() {
    return new ArrayList<>(List.of(this));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Map<String, ParameterSpace> getNestedSpaces() {
    return new TreeMap<>();
  }

  @Override
  public boolean isLeaf() {
    return true;
  }

  @Override
  public void setIndices(int... indices) {}
}
