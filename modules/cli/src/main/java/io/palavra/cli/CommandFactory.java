package io.palavra.cli;

import io.palavra.cli.console.Console;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, which packages keep to themselves, with the console for those that take one. */
record CommandFactory(Console console) implements CommandLine.IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
