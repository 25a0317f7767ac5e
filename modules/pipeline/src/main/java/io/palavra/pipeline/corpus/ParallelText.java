package io.palavra.pipeline.corpus;

/** A sentence and its translation. */
public record ParallelText(String source, String target) {}
