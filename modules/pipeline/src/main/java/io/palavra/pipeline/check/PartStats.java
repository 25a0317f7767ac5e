package io.palavra.pipeline.check;

/** The measures of one part. */
public record PartStats(Part part, DataStats stats) {}
