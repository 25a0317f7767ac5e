/** What made a model, and whether it comes out the same again. */
package io.palavra.training.provenance;
