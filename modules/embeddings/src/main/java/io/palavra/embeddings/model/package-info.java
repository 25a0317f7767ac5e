/** Word vectors as a kind of model: trained by name, saved as a bundle, gone on with, scored. */
package io.palavra.embeddings.model;
