/** Texts as ids. */
package io.palavra.pipeline.encode;
