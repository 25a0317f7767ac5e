/**
 * What a careful person looks at before training: {@link io.palavra.pipeline.check.DataCheck} finds
 * what is wrong with a data set, file and line named, and {@link
 * io.palavra.pipeline.check.DataStats} measures it. Both read their corpora as streams and hold a
 * bounded part of them in memory.
 */
package io.palavra.pipeline.check;
