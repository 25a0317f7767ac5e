/** Trainings written down whole, so that a killed one can be gone on with. */
package io.palavra.embeddings.checkpoint;
