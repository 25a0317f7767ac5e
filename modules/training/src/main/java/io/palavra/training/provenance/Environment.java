package io.palavra.training.provenance;

import io.palavra.pipeline.machine.Machine;
import io.palavra.training.version.Build;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** The programs and the machine that a model is made with. */
public final class Environment {

  private Environment() {}

  /** Versions, backend, threads and machine by name; starts ND4J when that has not happened yet. */
  public static SortedMap<String, String> here() {
    SortedMap<String, String> map = new TreeMap<>(Machine.here().toMap());
    map.put("palavra", Build.version());
    map.put("revision", Build.revision());
    map.put("deeplearning4j", Build.deeplearning4j());
    map.put("backend", Nd4j.getBackend().getClass().getSimpleName());
    Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
    put(map, "blas", nd4j.get(Nd4jEnvironment.BLAS_VENDOR_KEY));
    put(map, "blasThreads", nd4j.get(Nd4jEnvironment.BLAS_THREADS_KEY));
    put(map, "ompThreads", nd4j.get(Nd4jEnvironment.OMP_THREADS_KEY));
    return map;
  }

  private static void put(SortedMap<String, String> map, String name, Object value) {
    if (value != null) {
      map.put(name, String.valueOf(value));
    }
  }
}
