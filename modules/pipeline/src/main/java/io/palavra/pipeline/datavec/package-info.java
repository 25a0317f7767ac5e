/** DataVec record readers and transform processes behind the pipeline's own types. */
package io.palavra.pipeline.datavec;
