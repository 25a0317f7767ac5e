/** Corpora: re-openable, streaming sources of records that know where each record stands. */
package io.palavra.pipeline.corpus;
