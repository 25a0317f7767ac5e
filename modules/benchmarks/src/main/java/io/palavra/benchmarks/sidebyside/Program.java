package io.palavra.benchmarks.sidebyside;

import java.util.List;

/**
 * A program that speaks this package's protocol.
 *
 * @param name what measurements call it
 * @param command that starts it
 */
public record Program(String name, List<String> command) {}
