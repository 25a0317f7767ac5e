package io.palavra.training.kind;

/**
 * What is trained where nothing is named: one of the data sets that the project wrote, so that
 * somebody new sees a model at work at once.
 *
 * @param data the set's name in the catalogue
 * @param options the options that suit it, from which the user's own choices depart
 */
public record FirstRun(String data, Record options) {}
