package io.palavra.pipeline.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * What is registered for a service. The thread's class loader is asked, as {@link ServiceLoader}
 * does, and behind it the one that brought the service itself: threads of a common pool have the
 * system's, which in an application server or a fat jar knows nothing of this program.
 */
public final class Providers {
  private Providers() {}

  /**
   * One instance of each registered class, those that the thread's class loader sees first.
   *
   * @param service the interface
   */
  public static <T> List<T> of(Class<T> service) {
    Map<String, T> found = new LinkedHashMap<>();
    ServiceLoader.load(service).forEach(one -> found.put(one.getClass().getName(), one));
    ServiceLoader.load(service, service.getClassLoader())
        .forEach(one -> found.putIfAbsent(one.getClass().getName(), one));
    return new ArrayList<>(found.values());
  }
}
