package io.palavra.embeddings.format;

import io.palavra.embeddings.WordVectors;

/**
 * What was in a file.
 *
 * @param vectors the first one of each word
 * @param format as it was recognised; text with a header is told as word2vec's
 * @param duplicates rows left out because their word had come before
 * @param nameless rows left out because there was no word
 * @param brokenWords words that were not UTF-8 and stand with U+FFFD in place of what was broken
 * @param labels of a classifier of fastText, which has more than vectors: labels and their rows
 */
public record LoadedVectors(
    WordVectors vectors,
    VectorFormat format,
    long duplicates,
    long nameless,
    long brokenWords,
    int labels) {}
